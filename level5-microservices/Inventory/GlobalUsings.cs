global using Dapper;
global using Npgsql;
global using Shop.Data;
global using Shop.Replication;
