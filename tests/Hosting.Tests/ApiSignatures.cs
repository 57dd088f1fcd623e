using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hosting.Tests;

/// <summary>Writes the members of the stand-in as the list of the real API writes them.</summary>
internal static class ApiSignatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types whose question mark means something.</summary>
    internal static HashSet<string> ValueTypes { get; } =
    [
        "int", "bool", "DateTime", "ProtocolType", "HealthStatus", "IconVariant", "WaitBehavior",
    ];

    internal static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    internal static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"E {n}");
        }

        // The compiler hides the parameterless constructor of a type with required members.
        var constructors = type.GetConstructors(Declared)
            .Where(c => c.GetParameters().Length > 0 && !IsCopy(c))
            .Select(c => $"C ctor({Parameters(c)})");
        var properties = type.GetProperties(Declared).Select(p => "P " + Property(p));
        var fields = type.GetFields(Declared).Select(f => $"F {TypeName(f.FieldType)} {f.Name}");
        var methods = type.GetMethods(Declared)
            .Where(m => !m.IsSpecialName && !m.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(m => m.Name is not nameof(ToString))
            .Select(m => "M " + Method(m));
        return [.. constructors, .. properties, .. fields, .. methods];
    }

    internal static string TypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return TypeName(value) + "?";
        }

        if (type.IsArray)
        {
            return TypeName(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericType)
        {
            var arguments = string.Join(", ", type.GetGenericArguments().Select(TypeName));
            return $"{type.Name.Split('`')[0]}<{arguments}>";
        }

        return Keywords.GetValueOrDefault(type, type.Name);
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(int)] = "int",
        [typeof(bool)] = "bool",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only]
        && only.ParameterType == constructor.DeclaringType;

    private static string Property(PropertyInfo property)
    {
        var get = property.GetMethod is { IsPublic: true } ? "get; " : "";
        var set = property.SetMethod is not { IsPublic: true } setter ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                ? "init; "
                : "set; ";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return $"{TypeName(property.PropertyType)} {property.Name} {{ {get}{set}}}{required}";
    }

    private static string Method(MethodInfo method)
    {
        var isStatic = method.IsStatic ? "static " : "";
        var generics = method.GetGenericArguments();
        var names = generics.Length == 0
            ? ""
            : $"<{string.Join(",", generics.Select(g => g.Name))}>";
        var constraints = string.Concat(generics.Select(Constraint));
        var isExtension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{isStatic}{TypeName(method.ReturnType)} {method.Name}{names}"
            + $"({isExtension}{Parameters(method)}){constraints}";
    }

    private static string Constraint(Type parameter)
    {
        var types = parameter.GetGenericParameterConstraints().Select(TypeName).ToList();
        return types.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", types)}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var prefix = parameter.IsOut ? "out "
            : type.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : "";
        var name = TypeName(type.IsByRef ? type.GetElementType()! : type);
        return $"{prefix}{name} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: false } => "",
        { DefaultValue: null } => " = null/default",
        { ParameterType.IsEnum: true } =>
            $" = {Enum.ToObject(parameter.ParameterType, parameter.DefaultValue)}",
        _ => $" = {parameter.DefaultValue}",
    };
}
