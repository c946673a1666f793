namespace ProxyAware.FunctionalTests.Rig;

/// <summary>What a client may send to be taken for somebody else. Each row has a name, so that reports stay readable.</summary>
internal static class ForgedHeaders
{
    private static readonly Dictionary<string, string[]> Rows = new(StringComparer.Ordinal)
    {
        // X-Forwarded-For: proxies append to it, so everything a client writes stands to the left.
        ["one address"] = ["X-Forwarded-For: 6.6.6.6"],
        ["two addresses"] = ["X-Forwarded-For: 6.6.6.6, 7.7.7.7"],
        ["duplicated lines"] = ["X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 7.7.7.7"],
        ["sixty lines"] = [.. Enumerable.Range(1, 60).Select(n => $"X-Forwarded-For: 6.6.6.{n}")],
        ["another case"] = ["x-fOrWaRdEd-FOR: 6.6.6.6"],
        ["mixed case lines"] = ["x-forwarded-for: 6.6.6.6", "X-FORWARDED-FOR: 7.7.7.7"],
        ["empty"] = ["X-Forwarded-For:"],
        ["blank"] = ["X-Forwarded-For:    "],
        ["commas"] = ["X-Forwarded-For: ,, ,,"],
        ["thousands of commas"] = ["X-Forwarded-For: " + new string(',', 7_900)],
        ["trailing comma"] = ["X-Forwarded-For: 6.6.6.6,"],
        ["open quote"] = ["X-Forwarded-For: \"6.6.6.6"],
        ["quoted list"] = ["X-Forwarded-For: \"6.6.6.6, 7.7.7.7\""],
        ["8 KB of junk"] = ["X-Forwarded-For: " + string.Concat(Enumerable.Repeat("junk;\\\"[", 980))],
        ["8 KB of addresses"] = ["X-Forwarded-For: " + string.Join(',', Enumerable.Repeat("127.0.0.1", 790))],
        ["the proxy's address"] = ["X-Forwarded-For: 127.0.0.1"],
        ["no address"] = ["X-Forwarded-For: localhost, 127.1, 0x7f.1, 1, ::1%lo"],
        ["unknown and hidden"] = ["X-Forwarded-For: unknown, _hidden"],
        ["address with a port"] = ["X-Forwarded-For: 6.6.6.6:443"],
        ["bracketed IPv6"] = ["X-Forwarded-For: [2001:db8::6]:443"],
        // Each character is one octet, together they are a UTF-8 letter; Kestrel itself answers 400 to octets that are no UTF-8.
        ["octets above ASCII"] = ["X-Forwarded-For: 6.6.6.6\u00c3\u00a9"],
        ["underscores"] = ["X_Forwarded_For: 6.6.6.6"],

        // The scheme.
        ["http"] = ["X-Forwarded-Proto: http"],
        ["https"] = ["X-Forwarded-Proto: https"],
        ["schemes"] = ["X-Forwarded-Proto: http, https, http"],
        ["scheme lines"] = ["X-Forwarded-Proto: https", "x-forwarded-proto: http"],
        ["scheme of a script"] = ["X-Forwarded-Proto: javascript"],
        ["empty scheme"] = ["X-Forwarded-Proto:"],
        ["other scheme headers"] = ["X-Forwarded-Ssl: on", "Front-End-Https: off", "X-Url-Scheme: http", "X-Forwarded-Scheme: http"],

        // Host, port and prefix: read by nobody who did not ask for them.
        ["host"] = ["X-Forwarded-Host: evil.example"],
        ["host lines"] = ["X-Forwarded-Host: evil.example", "X-FORWARDED-HOST: worse.example", "X-Host: evil.example"],
        ["port"] = ["X-Forwarded-Port: 8443"],
        ["prefix"] = ["X-Forwarded-Prefix: //evil.example"],

        // The other family, and headers with one address.
        ["forwarded"] = ["Forwarded: for=6.6.6.6;proto=http;host=evil.example"],
        ["forwarded open quote"] = ["Forwarded: for=\"[2001:db8::6]"],
        ["forwarded lines"] = ["forwarded: for=6.6.6.6", "FORWARDED: for=7.7.7.7;proto=https"],
        ["real address"] = ["X-Real-IP: 6.6.6.6"],
        ["real address lines"] = ["X-Real-IP: 6.6.6.6", "x-real-ip: 7.7.7.7"],
        ["headers of clouds"] = ["CF-Connecting-IP: 6.6.6.6", "True-Client-IP: 6.6.6.6", "X-Client-IP: 6.6.6.6", "X-Azure-ClientIP: 6.6.6.6"],
        ["originals"] = ["X-Original-For: 6.6.6.6", "X-Original-Proto: http", "X-Original-Host: evil.example"],

        // Every header that any proxy, gateway or cloud is known to write, by itself.
        ["server"] = ["X-Forwarded-Server: evil.example"],
        ["by"] = ["X-Forwarded-By: 6.6.6.6"],
        ["ssl on"] = ["X-Forwarded-Ssl: on"],
        ["ssl off"] = ["X-Forwarded-Ssl: off"],
        ["front end"] = ["Front-End-Https: on"],
        ["url scheme"] = ["X-Url-Scheme: https"],
        ["forwarded scheme"] = ["X-Forwarded-Scheme: http"],
        ["forwarded protocol"] = ["X-Forwarded-Protocol: http", "X-Forwarded-Port: 80"],
        ["client address"] = ["X-Client-IP: 6.6.6.6"],
        ["true client address"] = ["True-Client-IP: 6.6.6.6"],
        ["connecting address"] = ["CF-Connecting-IP: 6.6.6.6"],
        ["address of a CDN"] = ["Fastly-Client-IP: 6.6.6.6", "Fly-Client-IP: 6.6.6.6"],
        ["address of a cluster"] = ["X-Cluster-Client-IP: 6.6.6.6"],
        ["address of a gateway"] = ["X-Azure-ClientIP: 6.6.6.6", "X-Envoy-External-Address: 6.6.6.6"],
        ["original prefix"] = ["X-Original-Prefix: /evil"],
        ["original chain"] = ["X-Original-Forwarded-For: 6.6.6.6, 7.7.7.7"],
        ["honest prefix"] = ["X-Forwarded-Prefix: /secret"],
        ["via"] = ["Via: 1.1 evil.example"],

        // Other spellings of the same names: CGI made them equal, HTTP does not.
        ["underscored lines"] =
        [
            "X_Forwarded_For: 6.6.6.6", "X_Forwarded_Proto: http", "X_FORWARDED_HOST: evil.example", "X_Real_IP: 6.6.6.6", "HTTP_X_FORWARDED_FOR: 6.6.6.6",
        ],
        ["half underscored"] = ["X-Forwarded_For: 6.6.6.6", "X_Forwarded-Proto: http"],
        ["dotted"] = ["X.Forwarded.For: 6.6.6.6", "X.Forwarded.Proto: http"],

        // Doubled and empty lines, also of headers that are not lists.
        ["empty lines"] = ["X-Forwarded-For:", "X-Forwarded-For: ", "X-Forwarded-For: ,"],
        ["empty scheme lines"] = ["X-Forwarded-Proto:", "X-Forwarded-Proto: ,", "X-Forwarded-Proto: http"],
        ["honest lines around"] = ["X-Forwarded-For: 127.0.0.5", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 127.0.0.5"],
        ["empty host and prefix"] = ["X-Forwarded-Host:", "X-Forwarded-Prefix:", "X-Forwarded-Port:", "Forwarded:"],
        ["tabs"] = ["X-Forwarded-For:\t6.6.6.6\t,\t7.7.7.7"],

        // Naming a header hop-by-hop makes some proxies delete their own.
        ["hop-by-hop scheme"] = ["Connection: close, X-Forwarded-Proto"],
        ["hop-by-hop address"] = ["Connection: X-Forwarded-For", "X-Forwarded-For: 6.6.6.6"],
        ["hop-by-hop in lower case"] = ["connection: x-forwarded-proto,x-forwarded-for,x-forwarded-host,x-forwarded-prefix,forwarded"],
        ["hop-by-hop and forged"] = ["Connection: X-Forwarded-Proto", "X-Forwarded-Proto: http"],
        ["hop-by-hop spread over lines"] = ["Connection: X-Forwarded", "Connection: X-Forwarded-Proto, ,", "Connection: ,X-FORWARDED-PROTO;q=1"],
        ["hop-by-hop cookie and host"] = ["Connection: Cookie, Host, Authorization", "Keep-Alive: X-Forwarded-For"],
        ["hop-by-hop"] = ["Connection: X-Forwarded-For, X-Forwarded-Proto, X-Real-IP"],
        ["everything"] =
        [
            "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: http", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 80",
            "Forwarded: for=6.6.6.6;proto=http", "X-Real-IP: 6.6.6.6", "Via: 1.1 evil.example",
        ],
    };

    public static IEnumerable<string> All => Rows.Keys;

    public static TheoryData<string> Names => [.. Rows.Keys];

    public static string[] Lines(string name) => Rows[name];

    /// <summary>Several at once, in any order, the same ones in every run. Long ones are left out: together they would exceed what proxies take.</summary>
    public static IEnumerable<string[]> Mixtures(int count)
    {
        var random = new Random(7239);
        var rows = Rows.Values.Where(lines => lines.Sum(line => line.Length) < 500).ToArray();
        return Enumerable.Range(0, count).Select(_ =>
        {
            string[] lines = [.. random.GetItems(rows, random.Next(2, 6)).SelectMany(row => row)];
            random.Shuffle(lines);
            return lines;
        });
    }

    /// <summary>Whether HTTP/2 can carry it: no header of a connection, no octets above ASCII.</summary>
    public static bool FitsHttp2(string name) =>
        Rows[name].All(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase) && line.All(char.IsAscii));
}
