create table orders (
    id              uuid primary key,
    customer_id     bigint not null,
    idempotency_key text   not null,
    request         text   not null, -- what was asked for under that key
    total           bigint not null, -- in minor units
    created_at      timestamptz not null default now(),
    unique (customer_id, idempotency_key)
);

create index orders_by_customer on orders (customer_id, created_at desc, id);

-- Name and price as they were when bought: the catalog may change later.
create table order_lines (
    order_id   uuid    not null references orders,
    product_id integer not null,
    name       text    not null,
    price      integer not null,
    quantity   integer not null,
    primary key (order_id, product_id)
);

-- Buys the given products, or the buyer's cart if ids is null, in one round trip to the database
-- and one transaction: stock, order and cart change together or not at all.
-- The outcome is created, replayed, key-reused, empty-cart, unknown-product or out-of-stock;
-- the last two name the product. Nothing has been written unless it is created.
create function checkout(
    buyer bigint, key text, asked text, ids integer[], quantities integer[],
    out outcome text, out product_id integer, out product text, out available integer)
language plpgsql as $$
declare
    new_order uuid := gen_random_uuid();
    earlier   text;
    from_cart boolean := ids is null;
begin
    -- Requests under one key queue up here, so the second one finds what the first has done.
    perform pg_advisory_xact_lock(hashtextextended(buyer || ' ' || key, 0));
    select o.request into earlier
        from orders o where o.customer_id = buyer and o.idempotency_key = key;
    if found then
        -- Who hears of it again waits for the second copy, too: the first time may not have got there.
        perform pg_logical_emit_message(true, 'found', '');
        outcome := case when earlier = asked then 'replayed' else 'key-reused' end;
        return;
    end if;

    if from_cart then
        select array_agg(c.product_id), array_agg(c.quantity) into ids, quantities
            from (select i.product_id, i.quantity from cart_items i
                  where i.customer_id = buyer order by i.product_id for update) c;
        if ids is null then
            outcome := 'empty-cart';
            return;
        end if;
    end if;

    -- Always locked in the order of their ids, two checkouts never wait for each other in a circle.
    perform 1 from products p where p.id = any(ids) order by p.id for no key update;

    select w.id, p.name, p.stock into product_id, product, available
        from unnest(ids, quantities) w(id, quantity) left join products p on p.id = w.id
        where p.id is null or p.stock < w.quantity
        order by w.id limit 1;
    if found then
        outcome := case when product is null then 'unknown-product' else 'out-of-stock' end;
        return;
    end if;

    insert into orders (id, customer_id, idempotency_key, request, total)
        select new_order, buyer, key, asked, sum(p.price::bigint * w.quantity)
        from unnest(ids, quantities) w(id, quantity) join products p on p.id = w.id;
    insert into order_lines (order_id, product_id, name, price, quantity)
        select new_order, p.id, p.name, p.price, w.quantity
        from unnest(ids, quantities) w(id, quantity) join products p on p.id = w.id;
    update products p set stock = p.stock - w.quantity
        from unnest(ids, quantities) w(id, quantity) where p.id = w.id;
    if from_cart then
        delete from cart_items i where i.customer_id = buyer and i.product_id = any(ids);
    end if;
    outcome := 'created';
end $$;
