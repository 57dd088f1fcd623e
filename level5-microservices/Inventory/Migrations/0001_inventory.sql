create table stock (
    product_id integer primary key,
    available  integer not null check (available >= 0),
    version    bigint  not null default 1
);

-- What a purchase holds. Its number is the purchase's, so asking twice is asking once. A row that is
-- confirmed or released never changes again: the one or the other decides what becomes of the purchase.
create table reservations (
    purchase uuid primary key,
    state    text not null check (state in ('reserved', 'confirmed', 'released')),
    until    timestamptz not null
);

create index reservations_open on reservations (until) where state = 'reserved';

create table reservation_lines (
    purchase   uuid    not null references reservations,
    product_id integer not null,
    quantity   integer not null,
    primary key (purchase, product_id)
);

-- Whoever shows the stock hears of it: in the same transaction, so never of what didn't happen.
create function tell_stock() returns trigger language plpgsql as $$
begin
    insert into outbox (topic, key, payload)
        select 'stock', c.product_id::text,
            jsonb_build_object('available', c.available, 'version', c.version)
        from changed c order by c.product_id;
    return null;
end $$;

create trigger stock_news after update on stock
    referencing new table as changed
    for each statement execute function tell_stock();

-- The outcome is reserved, confirmed, released, unknown-product or out-of-stock; the last two name
-- the product, and leave nothing.
create function reserve(
    saga uuid, ids integer[], quantities integer[], seconds integer,
    out outcome text, out product_id integer, out available integer)
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(saga::text, 0));
    select r.state into outcome from reservations r where r.purchase = saga;
    if found then
        return;
    end if;

    -- Always locked in the order of their ids, two purchases never wait for each other in a circle.
    perform 1 from stock s where s.product_id = any(ids) order by s.product_id for no key update;

    select w.id, s.available into product_id, available
        from unnest(ids, quantities) w(id, quantity) left join stock s on s.product_id = w.id
        where s.product_id is null or s.available < w.quantity
        order by w.id limit 1;
    if found then
        outcome := case when available is null then 'unknown-product' else 'out-of-stock' end;
        return;
    end if;

    insert into reservations values (saga, 'reserved', now() + make_interval(secs => seconds));
    insert into reservation_lines select saga, w.id, w.quantity from unnest(ids, quantities) w(id, quantity);
    update stock s set available = s.available - w.quantity, version = s.version + 1
        from unnest(ids, quantities) w(id, quantity) where s.product_id = w.id;
    outcome := 'reserved';
end $$;

create function confirm(saga uuid, out outcome text) language plpgsql as $$
begin
    update reservations r set state = 'confirmed' where r.purchase = saga and r.state = 'reserved';
    if not found then
        -- Who says so again waits for the second copy, too: the first time may not have got there.
        perform pg_logical_emit_message(true, 'confirmed', '');
    end if;
    select r.state into outcome from reservations r where r.purchase = saga;
    outcome := coalesce(outcome, 'unknown');
end $$;

-- A purchase that is released before it was reserved won't be reserved any more.
create function release(saga uuid, out outcome text) language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(saga::text, 0));
    insert into reservations values (saga, 'released', now()) on conflict do nothing;
    if found then
        outcome := 'released';
        return;
    end if;
    update reservations r set state = 'released' where r.purchase = saga and r.state = 'reserved';
    if found then
        perform 1 from stock s where s.product_id in (
            select l.product_id from reservation_lines l where l.purchase = saga)
            order by s.product_id for no key update;
        update stock s set available = s.available + l.quantity, version = s.version + 1
            from reservation_lines l where l.purchase = saga and l.product_id = s.product_id;
    else
        -- As above: who hears it again may rely on it.
        perform pg_logical_emit_message(true, 'released', '');
    end if;
    select r.state into outcome from reservations r where r.purchase = saga;
end $$;
