using ProxyAware.Diagnostics;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>An option that configuration may set: its name, and how its value gets into the options.</summary>
/// <typeparam name="TOptions">The options that it sets.</typeparam>
/// <param name="Name">The name of the key and of the property.</param>
/// <param name="Read">Sets the property, or says what is wrong with the value.</param>
internal sealed record OptionKey<TOptions>(string Name, Func<ConfiguredValue, TOptions, ConfigurationProblem?> Read)
{
    public delegate bool Parser<T>(string text, out T value);

    public static OptionKey<TOptions> Text(string name, Action<TOptions, string?> set) =>
        Single<string?>(name, ValueText.TryText, (o, found, value) => set(o, found ? value : null), Codes.BadShape, "", "");

    public static OptionKey<TOptions> Boolean(string name, Action<TOptions, bool?> set) =>
        Single<bool>(
            name, ValueText.TryBoolean, (o, found, value) => set(o, found ? value : null), Codes.BadBoolean,
            "it is neither true nor false", "write true or false (yes, no, 1 and 0 are taken as well)");

    public static OptionKey<TOptions> Choice<T>(string name, Action<TOptions, T?> set)
        where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>());
        return Single<T>(
            name, ValueText.TryName, (o, found, value) => set(o, found ? value : null), Codes.BadEnum,
            "it is none of the names that are known here", $"write one of {names}");
    }

    public static OptionKey<TOptions> Port(string name, Action<TOptions, int?> set) =>
        Single<int>(
            name, ValueText.TryPort, (o, found, value) => set(o, found ? value : null), Codes.BadNumber,
            "it is no port number", "write a whole number from 1 to 65535 without sign or leading zeros");

    /// <summary>A list, as an array or as one text.</summary>
    public static OptionKey<TOptions> List(string name, Action<TOptions, IList<string>> set) =>
        new(name, (value, options) =>
        {
            set(options, value.List is null ? [.. TokenList.Split(value.Text)] : [.. TokenList.Split(value.List)]);
            return null;
        });

    /// <summary>A list whose entries may hold blanks, such as paths: an array is taken as it is, only one text is split, at commas.</summary>
    public static OptionKey<TOptions> Items(string name, Action<TOptions, IList<string>> set) =>
        new(name, (value, options) =>
        {
            set(options, [.. (value.List ?? value.Text?.Split(',') ?? []).Select(item => item.Trim()).Where(item => item.Length > 0)]);
            return null;
        });

    /// <summary>One text that is parsed. An empty one sets the default, which is what <c>found: false</c> asks for.</summary>
    public static OptionKey<TOptions> Single<T>(string name, Parser<T> parse, Action<TOptions, bool, T?> set, string code, string reason, string fix) =>
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
