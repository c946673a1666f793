using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProxyAware.Tests.PublicApi;

/// <summary>Everything that users of an assembly can see, one member a line, in an order that does not depend on the sources.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var types in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(types => types.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {types.Key}\n\n");
            foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Head(type)}\n");
                foreach (var member in Members(type))
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static string Head(Type type)
    {
        var bases = type.IsEnum ? [] : new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType))
            .Concat(type.GetInterfaces().Where(i => i.IsPublic && !IsImplied(i, type)).OrderBy(TypeText.Of, StringComparer.Ordinal));
        var names = string.Join(", ", bases.Select(b => TypeText.Of(b!)));
        return $"{Kind(type)} {TypeText.Of(type)}{(names.Length > 0 ? $" : {names}" : "")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    /// <summary>Whether the base type or another interface brings it, or a record has it anyway.</summary>
    private static bool IsImplied(Type implemented, Type type) =>
        type.BaseType?.GetInterfaces().Contains(implemented) == true
        || type.GetInterfaces().Any(other => other.GetInterfaces().Contains(implemented))
        || (IsRecord(type) && implemented == typeof(IEquatable<>).MakeGenericType(type));

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetValues(type).Cast<Enum>().Select(value => $"{value} = {value:D}")
        : type.GetMembers(Declared).Where(IsShown).Select(member => (Group: Group(member), member.Name, Text: MemberText.Of(member)))
            .OrderBy(m => m.Group).ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal).Select(m => m.Text);

    private static int Group(MemberInfo member) => member.MemberType switch
    {
        MemberTypes.Field => 0,
        MemberTypes.Constructor => 1,
        MemberTypes.Property => 2,
        _ => 3,
    };

    private static bool IsShown(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) => false,
        ConstructorInfo constructor => IsVisible(constructor),
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo change => IsVisible(change.AddMethod!),
        _ => false,
    };
}
