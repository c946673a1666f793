using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>Checks options that take one of several names. Code can cast any number to one, and what nobody has decided must not let anything through.</summary>
internal static class DefinedName
{
    public static ConfigurationProblem? Problem<T>(string key, T? value)
        where T : struct, Enum =>
        value is { } number && !Enum.IsDefined(number)
            ? new(Codes.BadEnum, key, number.ToString(), "it is none of the names that are known here", $"use one of {string.Join(", ", Enum.GetNames<T>())}")
            : null;
}
