namespace Shop.Data;

/// <summary>Connects the service to its database and brings the schema up to date.</summary>
internal static class DatabaseSetup
{
    /// <param name="name">Of the connection string.</param>
    /// <param name="seed">Fills a fresh schema; runs within the migration's transaction.</param>
    public static void AddDatabase(
        this WebApplicationBuilder builder, string name, Func<NpgsqlConnection, Task> seed)
    {
        var connectionString = builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"The connection string '{name}' is missing.");
        builder.Services.AddSingleton(_ => Connect(connectionString));
        builder.Services.AddSingleton<CircuitBreaker>();
        builder.Services.AddScoped<Database>();
        builder.Services.AddHostedService(services => new SchemaUpdate(
            services.GetRequiredService<NpgsqlDataSource>(),
            seed,
            services.GetRequiredService<ILogger<SchemaUpdate>>()));
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddSingleton<DatabaseHealth>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.AddExceptionHandler<DatabaseFailures>();
    }

    private static NpgsqlDataSource Connect(string connectionString)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        var settings = builder.ConnectionStringBuilder;
        // Everything is on one machine. A real shop would encrypt, at the price of round trips.
        settings.SslMode = SslMode.Disable;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        // In seconds. A request fails fast when the database is gone, and nobody waits in vain.
        settings.Timeout = 2;
        settings.CommandTimeout = 2;
        settings.CancellationTimeout = -1;
        settings.MinPoolSize = WarmUp.Connections;
        settings.MaxPoolSize = 20;
        settings.MaxAutoPrepare = 50;
        // The shop asks a few questions over and over: planning each once is enough.
        settings.AutoPrepareMinUsages = 1;
        return builder.Build();
    }
}
