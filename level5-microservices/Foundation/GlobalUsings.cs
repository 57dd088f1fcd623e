global using System.ComponentModel.DataAnnotations;
global using System.Security.Claims;
global using Dapper;
global using Microsoft.AspNetCore.Http.HttpResults;
global using Npgsql;
global using Shop.Accounts;
global using Shop.Data;
global using Shop.Replication;
