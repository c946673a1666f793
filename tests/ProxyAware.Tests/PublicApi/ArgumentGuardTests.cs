using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProxyAware.Tests.PublicApi;

/// <summary>A null where none may be is refused at once and by name, over the whole assembly.</summary>
public class ArgumentGuardTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;

    public static TheoryData<string> Guarded => [.. Parameters().Select(Name)];

    [Theory]
    [MemberData(nameof(Guarded))]
    public void Argument_Null_IsRefusedByName(string name)
    {
        var parameter = Parameters().Single(p => Name(p) == name);
        var exception = Assert.Throws<ArgumentNullException>(() => Call((MethodBase)parameter.Member, parameter));
        Assert.Equal(parameter.Name, exception.ParamName);
    }

    [Fact]
    public void Arguments_OfTheAssembly_AreFound()
    {
        // An extension method, a constructor, a static method, a conversion.
        Assert.Superset(
            new HashSet<string>
            {
                "ProxyAwareApplicationBuilderExtensions.UseProxyAware(app): app", "ProxyResolver..ctor(options, contentRoot): options",
                "OriginAllowlist.Parse(entries): entries", "UpstreamPin.op_Implicit(sha256): sha256",
            },
            Parameters().Select(Name).ToHashSet());
    }

    private static IEnumerable<ParameterInfo> Parameters() =>
        from type in typeof(ProxyAwareOptions).Assembly.GetExportedTypes()
        where !type.IsInterface && !type.IsEnum
        from method in type.GetMembers(Declared).OfType<MethodBase>()
        where IsGuarded(method)
        from parameter in method.GetParameters()
        where TypeText.RefusesNull(parameter)
        select parameter;

    /// <summary>Properties are not methods here, and records that only carry values carry what they were given.</summary>
    private static bool IsGuarded(MethodBase method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && (!method.IsSpecialName || method.Name == "op_Implicit" || (method.IsConstructor && !PublicApiText.IsRecord(method.DeclaringType!)));

    private static string Name(ParameterInfo parameter)
    {
        var method = (MethodBase)parameter.Member;
        return $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.Name))}): {parameter.Name}";
    }

    private static void Call(MethodBase method, ParameterInfo absent)
    {
        if (method is MethodInfo { IsGenericMethodDefinition: true } generic)
        {
            method = generic.MakeGenericMethod([.. generic.GetGenericArguments().Select(a => a.GetGenericParameterConstraints()[0])]);
        }

        object?[] arguments = [.. method.GetParameters().Select(p => p.Position == absent.Position || p.IsOut ? null : p.HasDefaultValue ? p.DefaultValue : SampleArguments.Of(p.ParameterType))];
        var target = method.IsStatic || method.IsConstructor ? null : SampleArguments.Of(method.DeclaringType!);
        var result = method is ConstructorInfo constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)
            : method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        (result as Task)?.GetAwaiter().GetResult();
    }
}
