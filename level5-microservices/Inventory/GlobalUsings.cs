global using Dapper;
global using Npgsql;
global using Shop.Data;
global using Shop.Events;
global using Shop.Replication;
