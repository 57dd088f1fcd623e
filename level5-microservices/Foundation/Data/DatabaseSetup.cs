namespace Shop.Data;

/// <summary>Connects the service to its database and brings the schema up to date.</summary>
internal static class DatabaseSetup
{
    /// <param name="name">Of the connection strings, before a dash and the site.</param>
    /// <param name="seed">Fills a fresh schema; runs within the migration's transaction.</param>
    public static void AddDatabase(
        this WebApplicationBuilder builder, string name, Func<NpgsqlConnection, Task> seed)
    {
        var home = builder.Configuration["INSTANCE"]!.Split('-')[^1];
        // Without databases of their own, services share one, each with a schema of its own.
        var schema = builder.Configuration["WITHOUT"] == "split" ? name : null;
        var nodes = builder.Configuration.GetSection("ConnectionStrings").GetChildren()
            .Where(one => one.Key.StartsWith($"{name}-"))
            .Select(one => (Site: one.Key[(name.Length + 1)..], one.Value))
            .ToList();
        builder.Services.AddSingleton(_ => new Nodes(
            home,
            [.. nodes.Select(one => new Node(one.Site, Connect(one.Value!, one.Site == home, schema)))]));
        builder.Services.AddSingleton(new Without(builder.Configuration["WITHOUT"]));
        builder.Services.AddSingleton<Leadership>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Leadership>());
        builder.Services.AddSingleton<Reading>();
        builder.Services.AddSingleton<Writing>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Seen>();
        builder.Services.AddScoped<Database>();
        builder.Services.AddHostedService(services => new SchemaUpdate(
            services.GetRequiredService<Reading>(),
            services.GetRequiredService<Writing>(),
            seed,
            schema,
            services.GetRequiredService<ILogger<SchemaUpdate>>()));
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddSingleton<DatabaseHealth>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.AddExceptionHandler<DatabaseFailures>();
    }

    private static NpgsqlDataSource Connect(string connectionString, bool isNear, string? schema)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        var settings = builder.ConnectionStringBuilder;
        // Everything is on one machine. A real shop would encrypt, at the price of round trips.
        settings.SslMode = SslMode.Disable;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.SearchPath = schema;
        // In seconds. A request fails fast when the database is gone, and nobody waits in vain.
        settings.Timeout = 2;
        settings.CommandTimeout = 2;
        settings.CancellationTimeout = -1;
        settings.MinPoolSize = WarmUp.Connections(isNear);
        settings.MaxPoolSize = 20;
        settings.MaxAutoPrepare = 50;
        // The shop asks a few questions over and over: planning each once is enough.
        settings.AutoPrepareMinUsages = 1;
        return builder.Build();
    }
}
