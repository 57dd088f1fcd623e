-- What lets a database refuse writes by itself, whoever else is frozen, cut off or dead.
-- Run by the agent each time its database begins to lead.
create schema if not exists fencing;

-- How long this very server may take writes, by its own clock, and for whom. Unlogged: it is not
-- replicated, and it is empty after a crash and after a promotion. So nobody writes until an agent
-- that holds the lease has said so.
create unlogged table if not exists fencing.lease (
    only_one boolean primary key default true check (only_one),
    epoch    integer not null,
    until    timestamptz not null,
    enforced boolean not null
);

-- All epochs so far. Replicated: a copy that knows of an epoch has its history.
create table if not exists fencing.epochs (
    epoch integer primary key,
    node  text not null,
    began timestamptz not null default clock_timestamp()
);

-- Whoever writes says in which epoch it believes to live: the setting shop.epoch of its session.
create or replace procedure fencing.assert_lease() language plpgsql as $$
declare
    stated integer := nullif(current_setting('shop.epoch', true), '')::integer;
    lease  fencing.lease;
begin
    select * into lease from fencing.lease;
    if lease.epoch is null or (lease.enforced and clock_timestamp() >= lease.until) then
        raise exception 'this database does not lead, or not for sure'
            using errcode = 'read_only_sql_transaction', hint = 'Ask for the leader and try again.';
    elsif lease.enforced and stated is distinct from lease.epoch then
        raise exception 'epoch % is not epoch %', coalesce(stated::text, '?'), lease.epoch
            using errcode = 'read_only_sql_transaction', hint = 'Ask for the leader and try again.';
    end if;
end $$;

create or replace function fencing.check_lease() returns trigger language plpgsql as $$
begin
    call fencing.assert_lease();
    return null;
end $$;

-- At the end of a transaction, as late as can be: what was read before may have taken its time.
create or replace function fencing.fence(target regclass) returns void language plpgsql as $$
begin
    if not exists (select from pg_trigger t where t.tgrelid = target and t.tgname = 'fencing') then
        execute format(
            'create constraint trigger fencing after insert or update or delete on %s
             deferrable initially deferred for each row execute function fencing.check_lease()',
            target);
    end if;
end $$;

-- Tables of later migrations, too: nobody has to think of it.
create or replace function fencing.fence_new() returns event_trigger language plpgsql as $$
begin
    perform fencing.fence(c.oid)
        from pg_event_trigger_ddl_commands() d join pg_class c on c.oid = d.objid
        where d.classid = 'pg_class'::regclass and c.relkind = 'r' and c.relpersistence = 'p';
end $$;

do $$
begin
    if not exists (select from pg_event_trigger where evtname = 'fencing') then
        create event trigger fencing on ddl_command_end when tag in ('CREATE TABLE', 'CREATE TABLE AS')
            execute function fencing.fence_new();
    end if;
    perform fencing.fence(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname = 'public';
end $$;
