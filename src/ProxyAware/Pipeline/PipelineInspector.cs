using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProxyAware.Pipeline;

/// <summary>
/// Looks into a pipeline that has been built, for middleware that must not stand in it. A pipeline is a chain of delegates, and the
/// overload of <c>UseForwardedHeaders</c> that takes options leaves no other trace.
/// </summary>
internal static class PipelineInspector
{
    private const int MaxObjects = 10_000;

    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>How many instances of a middleware stand behind a delegate, branches included.</summary>
    public static int Count<TMiddleware>(RequestDelegate pipeline)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([pipeline]);
        var count = 0;
        while (open.TryPop(out var item) && seen.Count < MaxObjects)
        {
            if (!seen.Add(item))
            {
                continue;
            }

            count += item is TMiddleware ? 1 : 0;
            foreach (var part in item is Delegate function ? Targets(function) : Fields(item))
            {
                // What a step of the pipeline is a method of may have any name.
                if (part is Delegate || item is RequestDelegate || IsPartOfPipeline(part.GetType()))
                {
                    open.Push(part);
                }
            }
        }

        return count;
    }

    private static IEnumerable<object> Targets(Delegate function) => function.GetInvocationList().Select(f => f.Target).OfType<object>();

    /// <summary>Closures, middleware, and the options in which middleware keeps its branches; never an app's own services.</summary>
    private static bool IsPartOfPipeline(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.Name.EndsWith("Middleware", StringComparison.Ordinal)
        || (type.Name.EndsWith("Options", StringComparison.Ordinal) && type.Namespace?.StartsWith("Microsoft.AspNetCore.Builder", StringComparison.Ordinal) == true);

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A field that trimming removed is used by nobody, so no middleware hides behind it.")]
    private static IEnumerable<object> Fields(object item)
    {
        for (var type = item.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(InstanceFields))
            {
                if (!field.FieldType.IsValueType && field.GetValue(item) is { } value)
                {
                    yield return value;
                }
            }
        }
    }
}
