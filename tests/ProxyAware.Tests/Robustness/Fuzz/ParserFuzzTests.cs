using ProxyAware.Diagnostics;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>
/// Every parser, fed with mutations of good inputs from a fixed seed. It never throws, and what it accepts means what it says: to the parser
/// itself when it is printed and read again, and to the framework where that has a parser for the same thing.
/// </summary>
public class ParserFuzzTests
{
    private const int UsualCases = 10_000;

    // A parser that is added is one more line in the file of its kind.
    private static readonly FuzzTarget[] All =
        [.. AddressTargets.All, .. ForwardingTargets.All, .. HostTargets.All, .. PathTargets.All, .. OriginTargets.All, .. ConfigurationTargets.All, .. UpstreamTargets.All, .. TrafficTargets.All];

    public static TheoryData<string> Names => [.. All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_MutatedInput_KeepsItsPromises(string name)
    {
        var target = All.Single(t => t.Name == name);
        var random = new Random(Effort.Seed);
        var mutator = new TextMutator(random, target.Corpus, target.Words);
        var cases = Effort.Of((int)(UsualCases * target.Share));
        var accepted = 0;

        // Once for what is made at the first call only.
        Array.ForEach(target.Corpus, text => Run(target, text, number: -1));
        for (var i = 0; i < cases; i++)
        {
            accepted += Run(target, mutator.Next(), i) ? 1 : 0;
        }

        if (Effort.IsFull)
        {
            Assert.True(accepted >= cases * target.LeastAccepted, $"{accepted} of {cases} were accepted: too few to say anything about what follows");
            Assert.True(accepted < cases, "all were accepted: nothing was tried");
        }
    }

    private static bool Run(FuzzTarget target, string text, int number)
    {
        try
        {
            return target.Check(text);
        }
#pragma warning disable CA1031 // Whatever it is, it is what the test looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new InvalidOperationException($"{target}, seed {Effort.Seed}, case {number}, {text.Length} characters '{SafeText.Quote(text)}': {exception.Message}", exception);
        }
    }
}
