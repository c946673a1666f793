using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace ProxyAware.Addresses;

/// <summary>
/// An IP address as one 128-bit number. IPv4 is held in its IPv4-mapped form, so a mapped address and its
/// IPv4 twin are the same value and cannot be told apart by any rule built on it. Scope ids do not exist here.
/// </summary>
internal readonly record struct NetAddress(UInt128 Bits)
{
    /// <summary>The longest text that is an address: eight groups whose last two are a dotted quad.</summary>
    public const int MaxTextLength = 45;

    private const ulong MappedPrefix = 0xFFFF;

    public static NetAddress FromIPv4(uint value) => new(new UInt128(0, (MappedPrefix << 32) | value));

    public bool IsIPv4 => Bits >> 32 == MappedPrefix;

    public uint IPv4 => (uint)Bits;

    /// <summary><c>0.0.0.0</c> or <c>::</c>: nobody's address.</summary>
    public bool IsUnspecified => Bits == 0 || Bits == (UInt128)MappedPrefix << 32;

    public static bool TryFrom([NotNullWhen(true)] IPAddress? address, out NetAddress result)
    {
        if (address is null)
        {
            result = default;
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        result = address.AddressFamily == AddressFamily.InterNetwork
            ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new NetAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    public IPAddress ToIPAddress()
    {
        if (IsIPv4)
        {
            // The address in network order, as the class holds it.
            return new IPAddress(BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(IPv4) : IPv4);
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return new IPAddress(bytes);
    }

    public override string ToString() => ToIPAddress().ToString();
}
