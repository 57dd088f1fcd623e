-- Expand: release v2 calls the description details. Both names are there and say the same, so that
-- releases v1 and v2 can run side by side. The old name goes when nobody uses it any more.
alter table products add column details text;
update products set details = description;

create function keep_details() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or new.details is not distinct from old.details then
        new.details := coalesce(new.description, new.details);
    end if;
    new.description := new.details;
    return new;
end $$;

create trigger products_details before insert or update on products
    for each row execute function keep_details();
