using System.Data;

namespace Shop.Data;

internal static class Asking
{
    /// <summary>Asks, and leaves the connection as good as new if that fails.</summary>
    /// <exception cref="PostgresException">The question was refused.</exception>
    public static async Task<T> AskAsync<T>(
        this NpgsqlConnection connection, Func<NpgsqlConnection, Task<T>> question)
    {
        try
        {
            return await question(connection);
        }
        catch (PostgresException) when (connection.State == ConnectionState.Open)
        {
            // Npgsql takes a statement for prepared even if it failed the first time (its issue
            // 6391). The next request to use it here would be answered with an error. Only a
            // transaction that is over can be asked to forget.
            await connection.ExecuteAsync("rollback");
            connection.UnprepareAll();
            throw;
        }
    }
}
