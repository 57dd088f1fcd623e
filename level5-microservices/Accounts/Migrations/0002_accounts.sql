create sequence customer_numbers;

-- Whatever names a person is sealed, by a key that is not in here: this database may be copied and
-- backed up as often as one likes, and without the key no copy says anything.
create table customers (
    id         bigint primary key,
    mark       bytea  not null unique, -- stands for the e-mail address
    key_id     uuid   not null,
    personal   bytea  not null,
    -- Until the other regions have said that the address is nobody's there, this is only a claim.
    is_certain boolean not null default false,
    created_at timestamptz not null default now(),
    erased_at  timestamptz
);

-- What customers have agreed to, and when; the last one counts.
create table consents (
    customer_id bigint  not null references customers on delete cascade,
    purpose     text    not null,
    given       boolean not null,
    at          timestamptz not null default clock_timestamp(),
    primary key (customer_id, purpose, at)
);
