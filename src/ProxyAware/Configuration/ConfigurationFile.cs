using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>
/// One file of the configuration. A file that cannot be loaded again leaves its provider without any key, and so does one that was emptied on purpose.
/// Only the file itself can tell the two apart: it is loaded once more, into a provider that nobody reads.
/// </summary>
internal sealed class ConfigurationFile(FileConfigurationSource source)
{
    // Asked before anybody adds a handler of ours.
    private readonly bool _mayFail = source.OnLoadException is not null;
    private bool _hadKeys;

    /// <summary>Why the provider does not hold what is in the file; <see langword="null"/> where it does.</summary>
    public ConfigurationProblem? Problem(FileConfigurationProvider provider)
    {
        if (HasKeys(provider))
        {
            _hadKeys = true;
            return null;
        }

        var file = source.FileProvider?.GetFileInfo(source.Path ?? "");
        var reason = file is { Exists: true } ? Unloaded(file) : Missing();
        if (reason is null)
        {
            _hadKeys = false;
            return null;
        }

        return new(
            Codes.BadConfigurationFile, file?.PhysicalPath ?? source.Path ?? provider.ToString(), null, $"{reason}. Nothing of it is in the configuration now",
            "correct the file; it is loaded when it changes");
    }

    private static bool HasKeys(FileConfigurationProvider provider) => provider.GetChildKeys([], parentPath: null).Any();

    // The framework stops a start without it.
    private string? Missing() => _hadKeys && !source.Optional ? "it is gone, and the app needs it" : null;

    private string? Unloaded(IFileInfo file)
    {
        try
        {
            using var stream = file.CreateReadStream();
            var trial = source.Build(new ConfigurationBuilder()) as FileConfigurationProvider;
            using (trial)
            {
                trial?.Load(stream);
                return _hadKeys && (trial is null || HasKeys(trial)) ? "it was changed and is not loaded yet" : null;
            }
        }
#pragma warning disable CA1031 // The provider may be anybody's. What the framework makes of its exceptions is the same for all.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Where the app takes files that cannot be loaded for empty, this one may never have been anything else. A file that is not watched was not loaded since it had keys.
            return _hadKeys || (source.ReloadOnChange && !_mayFail) ? $"it cannot be loaded: {exception.GetBaseException().Message.TrimEnd('.')}" : null;
        }
    }
}
