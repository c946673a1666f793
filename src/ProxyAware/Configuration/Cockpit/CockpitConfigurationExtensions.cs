using Microsoft.Extensions.FileProviders;
using ProxyAware.Configuration.Cockpit;

namespace Microsoft.Extensions.Configuration;

/// <summary>Adds the configuration file of Cockpit to a configuration.</summary>
public static class CockpitConfigurationExtensions
{
    /// <summary>Adds a <c>cockpit.conf</c> that must exist. It is read again when it changes, if its folder is there when this is called.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The path of the file, relative to the base path of <paramref name="builder"/>.</param>
    /// <returns>The same configuration.</returns>
    /// <inheritdoc cref="AddCockpitConf(IConfigurationBuilder, string, bool, bool)"/>
    public static IConfigurationBuilder AddCockpitConf(this IConfigurationBuilder builder, string path) =>
        AddCockpitConf(builder, path, optional: false, CanBeWatched(builder, path));

    /// <summary>Adds a <c>cockpit.conf</c>. It is read again when it changes, if its folder is there when this is called.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The path of the file, relative to the base path of <paramref name="builder"/>.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <returns>The same configuration.</returns>
    /// <inheritdoc cref="AddCockpitConf(IConfigurationBuilder, string, bool, bool)"/>
    public static IConfigurationBuilder AddCockpitConf(this IConfigurationBuilder builder, string path, bool optional) =>
        AddCockpitConf(builder, path, optional, CanBeWatched(builder, path));

    /// <summary>Adds a <c>cockpit.conf</c>.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The path of the file, relative to the base path of <paramref name="builder"/>.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <param name="reloadOnChange">Whether the file is read again when it changes.</param>
    /// <returns>The same configuration.</returns>
    /// <remarks>
    /// <c>Origins</c>, <c>ProtocolHeader</c>, <c>ForwardedForHeader</c>, <c>UrlRoot</c> and <c>AllowUnencrypted</c> of the section
    /// <c>[WebService]</c> become the settings of the same names in the section <c>ProxyAware</c>; <c>AllowUnencrypted</c> is false where the
    /// file is silent. The file overrides the files that were added before, while environment variables and command line override it.
    /// What is wrong with the file stops the start, together with all other problems.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    public static IConfigurationBuilder AddCockpitConf(this IConfigurationBuilder builder, string path, bool optional, bool reloadOnChange)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = new CockpitConfigurationSource { Path = path, Optional = optional, ReloadOnChange = reloadOnChange };
        source.ResolveFileProvider();
        builder.Sources.Insert(CockpitSourcePlace.In(builder.Sources), source);
        return builder;
    }

    // Where its folder is missing, the framework would watch everything below the nearest one that exists; and that may be the whole file system.
    private static bool CanBeWatched(IConfigurationBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var root = (builder.GetFileProvider() as PhysicalFileProvider)?.Root ?? Directory.GetCurrentDirectory();
        return !string.IsNullOrEmpty(path) && Directory.Exists(Path.GetDirectoryName(Path.Combine(root, path)));
    }
}
