-- The stock is Inventory's. This is what it has told, and how new that is: news may come twice, and
-- in any order.
alter table products add column stock_version bigint not null default 0;
