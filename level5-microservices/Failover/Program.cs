using Shop;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();

// The own region's member of etcd first, then those across the ocean.
var connections = builder.Configuration.GetSection("ConnectionStrings").GetChildren()
    .ToDictionary(one => one.Key, one => one.Value!);
var own = builder.Configuration["NODE"]!;
var site = own.Split('-')[^1];
var members = connections
    .Where(one => one.Key.StartsWith("etcd"))
    .OrderByDescending(one => one.Key.EndsWith(site))
    .Select(one => one.Value)
    .ToList();
var nodes = connections
    .Where(one => one.Key.StartsWith("database"))
    .ToDictionary();
var wishes = new Wishes(
    Enum.Parse<Durability>(builder.Configuration["DURABILITY"] ?? "Async", ignoreCase: true),
    Timing.Named(builder.Configuration["PRESET"]).Name);

builder.Services.AddSingleton(new Mechanisms(builder.Configuration["WITHOUT"]));
builder.Services.AddSingleton(new Sight(wishes));
builder.Services.AddSingleton(services => new Etcd(
    members, own[..own.LastIndexOf('-')], services.GetRequiredService<Sight>()));
builder.Services.AddSingleton(new Node(own, nodes));
builder.Services.AddSingleton<Repair>();
builder.Services.AddSingleton<Disk>();
builder.Services.AddSingleton<News>();
builder.Services.AddHostedService<Watch>();
builder.Services.AddSingleton<Agent>();
builder.Services.AddSingleton<Gauges>();
builder.Services.AddHostedService(services =>
    new Placement(members, site, services.GetRequiredService<Agent>()));
builder.Services.AddHostedService(services => services.GetRequiredService<Agent>());

var app = builder.Build();

app.UseServiceDefaults();
app.MapAgent();
app.Services.GetRequiredService<Gauges>();

app.Run();
