-- What has happened, told to other services. Written in the transaction that makes it happen, so
-- both are true or neither is.
create table outbox (
    transaction xid8   not null default pg_current_xact_id(),
    number      bigint not null generated always as identity,
    topic       text   not null,
    key         text   not null, -- what it is about
    payload     jsonb  not null,
    primary key (transaction, number)
);

-- Which events of others have had their effect here. Written in the transaction of the effect.
create table inbox (
    event text primary key -- stream/id
);
