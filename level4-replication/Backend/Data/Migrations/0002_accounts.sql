create table customers (
    id            bigint generated always as identity primary key,
    email         text not null unique,
    name          text not null,
    password_hash text not null,
    created_at    timestamptz not null default now()
);

-- The keys that seal bearer tokens; see Data/KeyStore.cs.
create table token_keys (
    created_on date primary key default current_date,
    xml        text not null
);
