using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>
/// Takes the elements of a list header one by one from the right, across all its lines, skipping empty ones. It looks
/// at nothing further left than it is asked for, at most 8 KB in all, and allocates nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ElementReader
{
    public const int MaxCharacters = 8 * 1024;

    private readonly StringValues _lines;
    private ReadOnlySpan<char> _rest;
    private int _line;
    private int _budget;

    public ElementReader(StringValues lines)
    {
        _lines = lines;
        _budget = MaxCharacters;
        if (lines.Count > 0)
        {
            _line = lines.Count - 1;
            _rest = lines[_line];
        }
    }

    /// <summary>Whether the last call found nothing because it would have had to look too far.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The next non-empty element to the left, without the white space around it.</summary>
    public bool TryNext(out ReadOnlySpan<char> element)
    {
        while (!TooLong)
        {
            // What is left of a line is read through a window as wide as the budget.
            var window = _rest.Length > _budget ? _rest[^_budget..] : _rest;

            // The usual line ends in an element and has at most one space in front of each; only others are worth a search.
            var last = window is [.., not (',' or ' ' or '\t')] ? window.Length - 1 : window.LastIndexOfAnyExcept(',', ' ', '\t');
            if (last >= 0)
            {
                var comma = window[..last].LastIndexOf(',');
                if (comma < 0 && window.Length < _rest.Length)
                {
                    break;
                }

                element = window[(comma + 1)..(last + 1)];
                if (element[0] is ' ' or '\t')
                {
                    element = element[element.IndexOfAnyExcept(' ', '\t')..];
                }

                _budget -= window.Length - Math.Max(comma, 0);
                _rest = comma < 0 ? default : _rest[..(_rest.Length - window.Length + comma)];
                return true;
            }

            if (window.Length < _rest.Length)
            {
                break;
            }

            if (_line == 0)
            {
                element = default;
                return false;
            }

            // The line is used up. Its end counts, so that lines without content are not free.
            _budget -= _rest.Length + 1;
            if (_budget <= 0)
            {
                break;
            }

            _rest = _lines[--_line];
        }

        TooLong = true;
        element = default;
        return false;
    }
}
