namespace ProxyAware.Configuration;

/// <summary>Options as they were read last, and as they are in force: other ones while what was read last cannot be used.</summary>
internal sealed class ReadOptions<TOptions>(Func<TOptions> make, ConfigurationFiles? files)
    where TOptions : class
{
    private TOptions? _inForce;

    public TOptions? Last { get; private set; }

    /// <summary>Those in force, where they are not the last ones; null where they are.</summary>
    public TOptions? Fallback => ReferenceEquals(_inForce, Last) ? null : _inForce;

    /// <summary>Reads, unless a file behind the configuration is broken. What an app's own code throws while it configures options is thrown.</summary>
    /// <returns>Why what is there is not to be used; then the last options stay.</returns>
    public IReadOnlyList<ConfigurationProblem> Read()
    {
        TOptions? options = null;
        void Make() => options = make();
        IReadOnlyList<ConfigurationProblem> problems = [];
        if (files is null)
        {
            Make();
        }
        else
        {
            problems = files.Read(Make);
        }

        Last = problems.Count == 0 ? options : Last;
        return problems;
    }

    /// <summary>Reads while the app runs, where whatever is thrown is a problem like any other.</summary>
    public IReadOnlyList<ConfigurationProblem> ReadAgain(string code, string key)
    {
        try
        {
            return Read();
        }
#pragma warning disable CA1031 // Whatever it is: the last good options stay.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [new(code, key, null, $"reading it failed: {exception.Message}", "see the exception")];
        }
    }

    /// <summary>The last ones could be used, and are in force.</summary>
    public void Accept() => _inForce = Last;
}
