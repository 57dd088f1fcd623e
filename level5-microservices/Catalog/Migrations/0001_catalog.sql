create table products (
    id          integer primary key,
    name        text    not null,
    category    text    not null,
    description text    not null,
    price       integer not null check (price > 0), -- in minor units
    stock       integer not null check (stock >= 0),
    version     bigint  not null default 1
);

create index products_by_category on products (category, id);

-- Whoever changes a product, its version grows: readers can tell newer from older.
create function next_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;

create trigger products_version before update on products
    for each row execute function next_version();
