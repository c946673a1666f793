using FsCheck;
using FsCheck.Fluent;

namespace ProxyAware.Tests.Support;

/// <summary>Runs a property: 100,000 cases in CI, fewer at a desk. A failure names the case and the seed that replays it.</summary>
internal static class PropertyRun
{
    private static readonly int Cases = Effort.Of(Effort.IsContinuousIntegration ? 100_000 : 10_000);

    /// <summary>Checks a property of something that is made from a random source.</summary>
    /// <param name="make">Makes a case; the same random numbers make the same case.</param>
    /// <param name="check">Throws if the case does not hold.</param>
    /// <param name="cost">How many times more a case costs than usual; so many times fewer are run.</param>
    public static void ForAll<T>(Func<Random, T> make, Action<T> check, int cost = 1)
    {
        var cases = Gen.Choose(0, int.MaxValue).Select(seed => (Seed: seed, Case: make(new Random(seed))));
        var property = Prop.ForAll(
            Arb.From(cases),
            c =>
            {
                check(c.Case);
                return true;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases / cost), property);
    }
}
