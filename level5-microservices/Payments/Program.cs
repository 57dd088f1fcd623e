using Shop;
using Shop.Control;
using Shop.Payments;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddSingleton<Ledger>();
builder.Services.AddSingleton<Moods>();
builder.Services.AddSingleton<CrashPoints>();

var app = builder.Build();

app.UseServiceDefaults();
app.UseCrashPoints();

// A bank that works elsewhere. Whoever calls it can't change it, and doesn't share its database.
var charges = app.MapGroup("/internal/charges").AddEndpointFilter<ControlKey>();

charges.MapGet("/", (Ledger ledger) => ledger.All);

charges.MapPost("/{key}/charge", async Task<Results<Ok<Entry>, StatusCodeHttpResult>> (
    string key, Charge charge, Ledger ledger, Moods moods) =>
{
    var mood = moods.Draw();
    if (mood == "unavailable")
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    var entry = ledger.Charge(key, charge.Amount, mood == "declined" ? mood : "charged");
    // The worst of all: the money is taken, and nobody is told.
    if (mood == "timeout")
        await Task.Delay(TimeSpan.FromSeconds(10));
    return TypedResults.Ok(entry);
});

charges.MapPost("/{key}/refund", (string key, Ledger ledger) => ledger.Refund(key));

app.MapPut("/internal/mood", (Mood mood, Moods moods) => moods.Current = mood)
    .AddEndpointFilter<ControlKey>();

app.Run();
