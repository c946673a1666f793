using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProxyAware.Addresses;

/// <summary>
/// An IP address as one 128-bit number. IPv4 is held in its IPv4-mapped form, so a mapped address and its
/// IPv4 twin are the same value and cannot be told apart by any rule built on it. Scope ids do not exist here.
/// </summary>
/// <remarks>It is held in two halves because processors have registers for those: one number would go through memory wherever it is passed on.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NetAddress(ulong Upper, ulong Lower)
{
    /// <summary>The longest text that is an address: eight groups whose last two are a dotted quad.</summary>
    public const int MaxTextLength = 45;

    private const ulong MappedPrefix = 0xFFFF;

    private const ulong LoopbackPrefix = (MappedPrefix << 8) | 127;

    public NetAddress(UInt128 bits)
        : this((ulong)(bits >> 64), (ulong)bits)
    {
    }

    public UInt128 Bits => new(Upper, Lower);

    public bool IsIPv4 => Upper == 0 && Lower >> 32 == MappedPrefix;

    public uint IPv4 => (uint)Lower;

    /// <summary><c>0.0.0.0</c> or <c>::</c>: nobody's address.</summary>
    public bool IsUnspecified => Upper == 0 && Lower is 0 or MappedPrefix << 32;

    /// <summary><c>127.0.0.0/8</c> or <c>::1</c> (RFC 6890): an address of this machine itself.</summary>
    public bool IsLoopback => Upper == 0 && (Lower == 1 || Lower >> 24 == LoopbackPrefix);

    public static NetAddress FromIPv4(uint value) => new(0, (MappedPrefix << 32) | value);

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
