create table orders (
    id              uuid primary key,
    customer_id     bigint not null,
    home            text   not null, -- the site that has the customer's account and cart
    idempotency_key text   not null,
    request         text   not null, -- what was asked for under that key
    cart            bigint,          -- which of the customer's carts it was; null: none
    total           bigint not null, -- in minor units
    -- open: nobody knows yet. sold: certain, and the cart may still hold it. done. refused.
    state           text   not null default 'open' check (state in ('open', 'sold', 'done', 'refused')),
    refusal         jsonb,
    driven_until    timestamptz not null, -- whoever drives the purchase is believed to live until then
    created_at      timestamptz not null default now(),
    unique (customer_id, idempotency_key)
);

create index orders_by_customer on orders (customer_id, created_at desc, id);

create index orders_unfinished on orders (driven_until) where state in ('open', 'sold');

-- Name and price as they were when bought: the catalog may change later.
create table order_lines (
    order_id   uuid    not null references orders on delete cascade,
    product_id integer not null,
    name       text    not null,
    price      integer not null,
    quantity   integer not null,
    primary key (order_id, product_id)
);

-- Begins a purchase, or finds it under its key. The outcome is begun, open, sold, done, key-reused,
-- empty-cart or cart-bought. One that was refused may be tried again under its key, and is another
-- one then.
create function begin_purchase(
    fresh uuid, buyer bigint, at text, key text, asked text, bought bigint, seconds integer,
    ids integer[], names text[], prices integer[], quantities integer[],
    out outcome text)
language plpgsql as $$
declare
    earlier orders;
begin
    -- Requests under one key queue up here, so the second one finds what the first has done.
    perform pg_advisory_xact_lock(hashtextextended(buyer || ' ' || key, 0));
    select * into earlier from orders o where o.customer_id = buyer and o.idempotency_key = key;
    if found and earlier.state <> 'refused' then
        -- Who hears of it again waits for the second copy, too: the first time may not have got there.
        perform pg_logical_emit_message(true, 'found', '');
        outcome := case when earlier.request = asked then earlier.state else 'key-reused' end;
        return;
    end if;
    if cardinality(ids) = 0 then
        outcome := 'empty-cart';
        return;
    end if;

    -- The same cart under another key, from a second window: one of them buys it.
    perform pg_advisory_xact_lock(hashtextextended(buyer::text, 0)) where bought is not null;
    if exists (
        select from orders o
        where o.customer_id = buyer and o.cart = bought and o.state <> 'refused')
    then
        outcome := 'cart-bought';
        return;
    end if;

    delete from orders o where o.id = earlier.id;
    insert into orders (id, customer_id, home, idempotency_key, request, cart, total, driven_until)
        select fresh, buyer, at, key, asked, bought, sum(l.price::bigint * l.quantity),
            now() + make_interval(secs => seconds)
        from unnest(prices, quantities) l(price, quantity);
    insert into order_lines
        select fresh, l.* from unnest(ids, names, prices, quantities) l;
    outcome := 'begun';
end $$;

-- Says how it ended, once. What is certain stays. What is not there any more was refused, and has made
-- room for another try under its key.
create function settle_purchase(purchase uuid, ending text, why jsonb) returns text language plpgsql as $$
declare
    settled text;
begin
    update orders o set state = ending, refusal = why
        where o.id = purchase and o.state = 'open'
        returning o.state into settled;
    if found and ending = 'sold' then
        insert into outbox (topic, key, payload)
            select 'order-placed', purchase::text, jsonb_build_object(
                'customer', o.customer_id,
                'total', o.total,
                'items', (select jsonb_agg(jsonb_build_object(
                    'productId', l.product_id, 'quantity', l.quantity))
                    from order_lines l where l.order_id = purchase))
            from orders o where o.id = purchase;
    end if;
    return coalesce((select o.state from orders o where o.id = purchase), 'refused');
end $$;
