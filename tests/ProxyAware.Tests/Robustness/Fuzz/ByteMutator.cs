namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>The same for files and what peers send in binary.</summary>
internal sealed class ByteMutator(Random random, IReadOnlyList<byte[]> corpus)
{
    public byte[] Next()
    {
        var bytes = Pick().ToList();
        for (var n = random.Next(8) == 0 ? 0 : random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 17), bytes.Count - at);
            switch (random.Next(9))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    // Lengths of DER: indefinite, far too long, none.
                    bytes[at] = (byte)(random.Next(4) switch { 0 => 0x80, 1 => 0x84, 2 => 0xFF, _ => 0 });
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 7:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 300)));
                    break;
                default:
                    var other = Pick();
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.AddRange(other.AsSpan(random.Next(other.Length)));
                    break;
            }
        }

        return [.. bytes];
    }

    private byte[] Pick() => corpus[random.Next(corpus.Count)];
}
