using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProxyAware.Tests.PublicApi;

/// <summary>Members as C# declares them, without bodies.</summary>
internal static class MemberText
{
    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Name(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method => Of(method),
        PropertyInfo property => Of(property),
        FieldInfo { IsLiteral: true } constant => $"const {TypeText.Of(constant)} {constant.Name} = {Literal(constant.GetRawConstantValue(), constant.FieldType)}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(field)} {field.Name}",
        EventInfo change => $"event {TypeText.Of(change.EventHandlerType!)} {change.Name}",
        _ => throw new InvalidOperationException($"A member of a new kind: {member}."),
    };

    private static string Of(MethodInfo method)
    {
        var name = method.IsGenericMethod ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : method.Name;
        var constraints = method.GetGenericArguments().Where(a => a.GetGenericParameterConstraints().Length > 0)
            .Select(a => $" where {a.Name} : {string.Join(", ", a.GetGenericParameterConstraints().Select(TypeText.Of))}");
        var extended = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return $"{Modifiers(method)}{TypeText.Of(method.ReturnParameter)} {name}({extended}{Parameters(method)}){string.Concat(constraints)}";
    }

    private static string Of(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && PublicApiText.IsVisible(get) ? "get; " : "";
        var setter = property.SetMethod is { } set && PublicApiText.IsVisible(set) ? IsInit(set) ? "init; " : "set; " : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        return $"{required}{Modifiers(property.GetMethod ?? property.SetMethod!)}{TypeText.Of(property)} {property.Name} {{ {getter}{setter}}}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        var passing = parameter.IsOut ? "out " : parameter is { IsIn: true, ParameterType.IsByRef: true } ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var standard = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{passing}{many}{TypeText.Of(parameter)} {parameter.Name}{standard}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type) => type.Name.Split('`')[0];
}
