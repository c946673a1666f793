using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Tests.Upstream.Revocation;

public class RevocationFuzzTests
{
    /// <summary>A list revokes; whatever is done to its bytes must not throw, and must not make the certificate pass.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutations_NeverThrowAndNeverClear(int seed)
    {
        var random = new Random(seed);
        var spec = CrlSpec.Of(TestPki.Root, TestPki.Leaf);
        byte[][] originals =
        [
            TestCrl.Build(spec with { Extensions = [TestExtensions.Unknown(critical: false)] }),
            TestCrl.Build(spec with { Entries = [.. spec.Entries, new([7], TestExtensions.ReasonCode(1))] }),
            TestCrl.Build(CrlSpec.Of(TestPki.RsaRoot, TestPki.RsaLeaf) with { Pss = true }),
        ];
        var parsed = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var kind = i % originals.Length;
            var der = Mutate(originals[kind], random);
            var leaf = kind == 2 ? TestPki.RsaLeaf : TestPki.Leaf;
            if (CertificateRevocationList.TryParse(der, out var list, out var reason))
            {
                parsed++;
                Assert.False(new RevocationSet([list]).Check(leaf.Chain, false, TestPki.Now).IsGood, Convert.ToHexString(der));
            }
            else
            {
                Assert.False(string.IsNullOrEmpty(reason));
            }

            Assert.Equal(list is not null, RevocationFiles.TryParse([("x", der)], out _, out _));
        }

        Assert.True(parsed > 100, $"{parsed} were read: too few to say anything about what follows reading");
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at - 1));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)));
                    break;
                default:
                    bytes[at] = (byte)(random.Next(2) == 0 ? 0x80 : 0x00);
                    break;
            }
        }

        return [.. bytes];
    }
}
