namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>A parser, what it is fed with, and what must hold for whatever it is fed with.</summary>
/// <param name="Name">How a test run calls it.</param>
/// <param name="Corpus">Inputs that are good, or bad in a way worth beginning with.</param>
/// <param name="Words">Pieces that mean something to this parser.</param>
/// <param name="Check">Throws if a promise is broken, whatever the exception; otherwise tells whether the input was accepted.</param>
internal sealed record FuzzTarget(string Name, string[] Corpus, string[] Words, Func<string, bool> Check)
{
    /// <summary>Its share of the usual number of cases: parsers of files cost more than parsers of header elements.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Where a nearly good input is hardly ever good, not reaching what follows acceptance is no failure of the test.</summary>
    public double LeastAccepted { get; init; } = 0.02;

    public override string ToString() => Name;
}
