using System.Reflection;

namespace ProxyAware.Tests.PublicApi;

/// <summary>Types as C# writes them, with the nullability that users see.</summary>
internal static class TypeText
{
    private static readonly NullabilityInfoContext Context = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
    };

    /// <summary>A type, its namespace left out and that of its arguments too.</summary>
    public static string Of(Type type) => Of(type, nullability: null);

    public static string Of(PropertyInfo property)
    {
        var nullability = Context.Create(property);
        var text = Of(property.PropertyType, nullability);

        // [AllowNull]: what is set may be null, what is read is not.
        return nullability is { ReadState: NullabilityState.NotNull, WriteState: NullabilityState.Nullable } ? $"[AllowNull] {text}" : text;
    }

    public static string Of(FieldInfo field) => Of(field.FieldType, Context.Create(field));

    public static string Of(ParameterInfo parameter)
    {
        var nullability = Context.Create(parameter);
        var text = Of(parameter.ParameterType, nullability);

        // An out parameter that is null only where the method returns false, or only where it returns true, is read as nullable.
        return parameter.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "NotNullWhenAttribute")?.ConstructorArguments[0].Value is bool when
            ? $"[NotNullWhen({(when ? "true" : "false")})] {text}"
            : text;
    }

    /// <summary>Whether null is no value of the parameter.</summary>
    public static bool RefusesNull(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && !parameter.IsOut && Context.Create(parameter).WriteState == NullabilityState.NotNull;

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Of(value)}?";
        }

        var mark = nullability is not null && !type.IsValueType && !type.IsGenericParameter && (nullability.ReadState == NullabilityState.Nullable || nullability.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (nullability is { ReadState: NullabilityState.NotNull, WriteState: NullabilityState.Nullable })
        {
            mark = "";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword + mark;
        }

        if (!type.IsGenericType)
        {
            return type.Name + mark;
        }

        var given = type.GetGenericArguments();
        var states = nullability?.GenericTypeArguments;
        var arguments = given.Select((argument, i) => Of(argument, states is { Length: > 0 } ? states[i] : null));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>{mark}";
    }
}
