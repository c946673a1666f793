using ProxyAware.Diagnostics;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>An option that configuration may set: its name, and how its value gets into the options.</summary>
/// <param name="Name">The name of the key and of the property.</param>
/// <param name="Read">Sets the property, or says what is wrong with the value.</param>
internal sealed record OptionKey(string Name, Func<ConfiguredValue, ProxyAwareOptions, ConfigurationProblem?> Read)
{
    private delegate bool Parser<T>(string text, out T value);

    public static OptionKey Text(string name, Action<ProxyAwareOptions, string?> set) =>
        Single<string?>(name, ValueText.TryText, (o, found, value) => set(o, found ? value : null), Codes.BadShape, "", "");

    public static OptionKey Boolean(string name, Action<ProxyAwareOptions, bool?> set) =>
        Single<bool>(
            name, ValueText.TryBoolean, (o, found, value) => set(o, found ? value : null), Codes.BadBoolean,
            "it is neither true nor false", "write true or false (yes, no, 1 and 0 are taken as well)");

    public static OptionKey Choice<T>(string name, Action<ProxyAwareOptions, T?> set)
        where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>());
        return Single<T>(
            name, ValueText.TryName, (o, found, value) => set(o, found ? value : null), Codes.BadEnum,
            "it is none of the names that are known here", $"write one of {names}");
    }

    public static OptionKey Port(string name, Action<ProxyAwareOptions, int?> set) =>
        Single<int>(
            name, ValueText.TryPort, (o, found, value) => set(o, found ? value : null), Codes.BadNumber,
            "it is no port number", "write a whole number from 1 to 65535 without sign or leading zeros");

    /// <summary>A list, as an array or as one text.</summary>
    public static OptionKey List(string name, Action<ProxyAwareOptions, IList<string>> set) =>
        new(name, (value, options) =>
        {
            set(options, value.List is null ? [.. TokenList.Split(value.Text)] : [.. TokenList.Split(value.List)]);
            return null;
        });

    /// <summary>One text that is parsed. An empty one sets the default, which is what <c>found: false</c> asks for.</summary>
    private static OptionKey Single<T>(string name, Parser<T> parse, Action<ProxyAwareOptions, bool, T?> set, string code, string reason, string fix) =>
        new(name, (value, options) =>
        {
            if (value.List is { Count: > 0 })
            {
                return value.Problem(Codes.BadShape, "it is written as a list, but it takes one value", "write one text");
            }

            var text = value.Text?.Trim() ?? "";
            if (text.Length == 0)
            {
                set(options, false, default);
                return null;
            }

            if (!parse(text, out var parsed))
            {
                return value.Problem(code, reason, fix);
            }

            set(options, true, parsed);
            return null;
        });
}
