-- What others shall hear of, written in the same transaction as the change itself.
create table outbox (
    id      bigint generated always as identity primary key,
    topic   text  not null,
    key     text  not null,
    payload jsonb not null,
    at      timestamptz not null default now()
);
