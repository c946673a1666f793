using System.Globalization;
using System.Net;

namespace ProxyAware.Tests.Peers;

/// <summary>The values of Express' setting <c>trust proxy</c> as its guide describes them, as the question it asks about each address.</summary>
internal static class ExpressTrust
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["loopback"] = ["127.0.0.1/8", "::1/128"],
        ["linklocal"] = ["169.254.0.0/16", "fe80::/10"],
        ["uniquelocal"] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
    };

    public static Func<IPAddress, int, bool> Compile(string setting)
    {
        switch (setting)
        {
            case "false":
                return (_, _) => false;
            case "true":
                return (_, _) => true;
        }

        if (int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var hops))
        {
            return (_, distance) => distance < hops;
        }

        var networks = setting.Split(',', StringSplitOptions.TrimEntries).SelectMany(t => Names.GetValueOrDefault(t, [t])).Select(Network).ToList();
        return (address, _) => networks.Any(n => Contains(n, address));
    }

    private static (IPAddress Base, int Prefix) Network(string token)
    {
        var parts = token.Split('/');
        var address = IPAddress.Parse(parts[0]);
        var bits = address.GetAddressBytes().Length * 8;
        var isMask = parts[^1].Contains('.', StringComparison.Ordinal);
        return (address, parts.Length == 1 ? bits : isMask ? Ones(parts[1]) : int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static int Ones(string mask) => IPAddress.Parse(mask).GetAddressBytes().Sum(b => int.PopCount(b));

    /// <summary>An address of the other family is compared in that family, when it has one there.</summary>
    private static bool Contains((IPAddress Base, int Prefix) network, IPAddress address)
    {
        var (own, prefix) = network;
        if (own.AddressFamily != address.AddressFamily)
        {
            if (own.IsIPv4MappedToIPv6)
            {
                (own, prefix) = (own.MapToIPv4(), prefix - 96);
            }
            else if (address.IsIPv4MappedToIPv6)
            {
                address = address.MapToIPv4();
            }
            else
            {
                return false;
            }
        }

        var (a, b) = (own.GetAddressBytes(), address.GetAddressBytes());
        return Enumerable.Range(0, prefix).All(bit => ((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) == 0);
    }
}
