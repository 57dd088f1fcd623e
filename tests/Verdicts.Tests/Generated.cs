namespace Shop.Verdicts.Tests;

/// <summary>Histories by chance.</summary>
internal static class Generated
{
    /// <summary>Any operations on one register, sensible or not.</summary>
    internal static List<Operation> Anything(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Any(random))];

    /// <summary>
    /// What clients saw who used real registers, each client one operation at a time: every
    /// operation takes effect at a moment of its own within its time.
    /// </summary>
    internal static List<Operation> Real(Random random, int count, int clients, int keys)
    {
        var free = new double[clients];
        var plans = new List<(double Moment, Operation One)>();
        for (var at = 0; at < count; at++)
        {
            var client = random.Next(clients);
            var start = free[client] + (random.NextDouble() * 10);
            var end = start + 1 + (random.NextDouble() * 20);
            free[client] = end;
            var moment = start + (random.NextDouble() * (end - start));
            plans.Add((moment, new Operation
            {
                Client = $"c{client}",
                Key = $"k{random.Next(keys)}",
                Kind = random.Next(3) == 0 ? Kind.Write : Kind.Read,
                Start = Hand.Ms(start),
                End = Hand.Ms(end),
                Outcome = random.Next(50) == 0 ? Outcome.Unknown : Outcome.Ok,
            }));
        }

        return Execute(plans.OrderBy(plan => plan.Moment).Select(plan => plan.One), random);
    }

    private static List<Operation> Execute(IEnumerable<Operation> plans, Random random)
    {
        var registers = new Dictionary<string, long>();
        var done = new List<Operation>();
        foreach (var plan in plans)
        {
            var before = registers.TryGetValue(plan.Key, out var value) ? value : (long?)null;
            var written = plan.Kind == Kind.Write;
            var happens = written && (plan.Ok || random.Next(2) == 0);
            if (happens)
            {
                registers[plan.Key] = value + 1;
            }

            // A value of its own for what never happened.
            done.Add(plan with { Value = happens ? value + 1 : written ? -done.Count - 1 : before });
        }

        return done;
    }

    private static Operation Any(Random random)
    {
        var start = random.Next(20);
        return new Operation
        {
            Client = $"c{random.Next(3)}",
            Key = "x",
            Kind = (Kind)random.Next(3),
            Value = random.Next(3) == 0 ? null : random.Next(3),
            Expected = random.Next(3) == 0 ? null : random.Next(3),
            Start = Hand.Ms(start),
            End = Hand.Ms(start + random.Next(12)),
            Outcome = random.Next(5) == 0 ? Outcome.Unknown : Outcome.Ok,
        };
    }
}
