using System.Runtime.CompilerServices;

namespace Hosting.Tests;

/// <summary>Whatever compiles against the stand-in compiles against the real packages.</summary>
public sealed class ApiTests
{
    // The list leaves out types that implement an experimental interface, and nested types.
    private static readonly Type[] NotListed =
    [
        typeof(ProjectResource),
        typeof(ReferenceExpression.ExpressionInterpolatedStringHandler),
    ];

    private static readonly Dictionary<string, ApiType> Real = ApiFacts.Read();

    public static TheoryData<string> Types => [.. StandIn().Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_public_type_and_member_exists_in_the_real_API(string typeName)
    {
        var type = typeof(DistributedApplication).Assembly.GetType(typeName)!;

        var name = $"{type.Namespace}.{ApiSignatures.TypeName(type)}";
        Assert.True(Real.TryGetValue(name, out var real), $"no type {name}");
        Assert.Equal(real.Kind, ApiSignatures.Kind(type));
        Assert.All(
            type.GetInterfaces().Where(i => i.Assembly == type.Assembly),
            i => Assert.Contains(ApiSignatures.TypeName(i), real.Bases));
        Assert.All(ApiSignatures.Members(type), m => Assert.Contains(m, real.Members));
    }

    private static IEnumerable<Type> StandIn() =>
        typeof(DistributedApplication).Assembly.GetExportedTypes()
            .Except(NotListed)
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
}
