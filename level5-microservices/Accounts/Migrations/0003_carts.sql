create table cart_items (
    customer_id bigint  not null,
    product_id  integer not null,
    quantity    integer not null check (quantity > 0),
    primary key (customer_id, product_id)
);
