-- Which products there are, another database knows.
create table cart_items (
    customer_id bigint  not null references customers on delete cascade,
    product_id  integer not null,
    quantity    integer not null check (quantity > 0),
    primary key (customer_id, product_id)
);

-- How often a customer has bought a cart. Whoever buys the next one says which one it was, so that
-- nobody buys one twice, in two windows, before it is empty.
create table carts (
    customer_id bigint primary key references customers on delete cascade,
    bought      bigint not null
);

-- Pieces that were bought: for those who come often. Counted from what orders tell.
create table bonus (
    customer_id bigint primary key references customers on delete cascade,
    pieces      bigint not null
);

-- Purchases that have emptied their cart, so that telling it twice does it once.
create table bought (
    purchase uuid primary key,
    at       timestamptz not null default now()
);
