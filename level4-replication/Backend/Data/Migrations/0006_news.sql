-- Whoever caches products hears which of them changed: "17:5,18:2" says that product 17 has version
-- 5 now and 18 has 2. Once per statement, so that a checkout costs no round trip more; 300 products
-- at a time, because such a message holds at most 8,000 bytes. Rolled back, nothing is said.
create function tell_changed_products() returns trigger language plpgsql as $$
begin
    perform pg_notify('products', string_agg(c.id || ':' || c.version, ','))
        from (select id, version, row_number() over () / 300 as part from changed) c
        group by c.part;
    return null;
end $$;

create trigger products_news after update on products
    referencing new table as changed
    for each statement execute function tell_changed_products();

-- When a product's quantity in a cart was last changed, in microseconds since 1970: a change that
-- comes late, because it waited in a cache, must not undo a newer one. Product 0 is the whole cart:
-- when it was bought. Clocks of a real shop differ; a counter would not.
create table cart_writes (
    customer_id bigint,
    product_id  integer,
    number      bigint not null,
    primary key (customer_id, product_id)
);

-- A cart that was bought is empty. Whoever brings its older changes once more comes too late.
create function settle_bought_cart() returns trigger language plpgsql as $$
begin
    insert into cart_writes (customer_id, product_id, number)
        select new.customer_id, 0,
            greatest(max(number) + 1, extract(epoch from clock_timestamp()) * 1000000)
        from cart_writes where customer_id = new.customer_id
        on conflict (customer_id, product_id) do update set number = excluded.number;
    return null;
end $$;

create trigger orders_settle_carts after insert on orders
    for each row when (new.request = 'cart') execute function settle_bought_cart();
