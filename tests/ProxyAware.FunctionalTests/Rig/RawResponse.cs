using System.Globalization;
using System.Text;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>An HTTP/1.1 answer, read from a connection that was closed behind it.</summary>
internal sealed record RawResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private const string LineEnd = "\r\n";

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The body of an answer that must have succeeded, as what <c>/whoami</c> says.</summary>
    public WhoamiAnswer Whoami()
    {
        Assert.True(Status == 200, $"{Status} {Body}");
        return WhoamiAnswer.Parse(Body);
    }

    public static RawResponse Parse(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf(LineEnd + LineEnd, StringComparison.Ordinal);
        Assert.True(end >= 0, $"no HTTP answer: '{text}'");

        var lines = text[..end].Split(LineEnd);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1].Trim())).ToList();
        var response = new RawResponse(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
        return response.Header("Transfer-Encoding") is null ? response : response with { Body = JoinChunks(response.Body) };
    }

    private static string JoinChunks(string body)
    {
        var joined = new StringBuilder();
        var position = 0;
        while (true)
        {
            var lineEnd = body.IndexOf(LineEnd, position, StringComparison.Ordinal);
            var size = int.Parse(body.AsSpan(position, lineEnd - position), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return joined.ToString();
            }

            joined.Append(body, lineEnd + LineEnd.Length, size);
            position = lineEnd + LineEnd.Length + size + LineEnd.Length;
        }
    }
}
