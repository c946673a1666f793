using System.Runtime.InteropServices;

namespace ProxyAware.Addresses;

/// <summary>A run of addresses of one family, both ends included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AddressRange(NetAddress First, NetAddress Last)
{
    public bool IsIPv4 => First.IsIPv4 && Last.IsIPv4;

    public static AddressRange Single(NetAddress address) => new(address, address);

    /// <summary>The range of a prefix; bits behind the prefix are masked. <paramref name="prefix"/> counts in the address' own family.</summary>
    public static AddressRange FromPrefix(NetAddress address, int prefix)
    {
        var hostBits = (address.IsIPv4 ? 32 : 128) - prefix;
        var hostMask = hostBits == 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;
        return new(new NetAddress(address.Bits & ~hostMask), new NetAddress(address.Bits | hostMask));
    }
}
