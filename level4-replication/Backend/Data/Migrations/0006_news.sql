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

-- When a cart was last changed, in microseconds since 1970: a change that comes late, because it
-- waited in a cache, must not undo a newer one. Clocks of a real shop differ; a counter would not.
create table cart_writes (
    customer_id bigint primary key,
    number      bigint not null
);

-- A cart that was bought is empty. Whoever brings its older changes once more comes too late.
create function settle_bought_cart() returns trigger language plpgsql as $$
begin
    insert into cart_writes (customer_id, number)
        values (new.customer_id, extract(epoch from clock_timestamp()) * 1000000)
        on conflict (customer_id) do update
            set number = greatest(cart_writes.number + 1, excluded.number);
    return null;
end $$;

create trigger orders_settle_carts after insert on orders
    for each row when (new.request = 'cart') execute function settle_bought_cart();
