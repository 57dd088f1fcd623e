using Shop.Data;
using Shop.Events;

// A relay or a consumer, as services have them, and nothing else: something that can be killed.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddScoped<Shop.ServerTiming>();
builder.AddDatabase("data", _ => Task.CompletedTask);
if (builder.Configuration["RELAY"] is { } stream)
    builder.AddOutbox(stream, readers: "counter");
else
    builder.AddConsumer(
        "made",
        group: "counter",
        ("counted", "insert into effects (event) values (@key::int)"),
        ("counted", "update total set pieces = pieces + (@payload::jsonb ->> 'pieces')::int"),
        ("late", "insert into latecomers (event) values (@key::int)"),
        ("poison", "select 1 / 0"));
var app = builder.Build();
app.MapEvents();
app.Run();
