-- What has happened, told to other services. Written in the transaction that makes it happen, so
-- both are true or neither is.
create table outbox (
    -- The leader's epoch before the transaction's number: a copy that was behind when it was promoted
    -- gives numbers once more, and what it has to tell must not look as if it had been told.
    place       bigint not null default
        (coalesce(nullif(current_setting('shop.epoch', true), ''), '0')::bigint << 40)
        | pg_current_xact_id()::text::bigint,
    transaction xid8   not null default pg_current_xact_id(),
    number      bigint not null generated always as identity,
    topic       text   not null,
    key         text   not null, -- what it is about
    payload     jsonb  not null,
    trace       text   default nullif(current_setting('shop.trace', true), ''), -- who asked for it
    at          timestamptz not null default now(),
    primary key (place, number)
);

-- Which events of others have had their effect here. Written in the transaction of the effect.
create table inbox (
    stream      text,
    transaction bigint,
    number      bigint,
    primary key (stream, transaction, number)
);

-- A procedure, because it must not answer: answers are read in the order of the questions.
create procedure note_trace(trace text) language sql as $$
    select set_config('shop.trace', trace, true)
$$;
