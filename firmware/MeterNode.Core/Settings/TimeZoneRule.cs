namespace MeterNode.Core.Settings
{
    /// <summary>
    /// The home's time zone, as a POSIX <c>TZ</c> text such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>: the platform knows no time zones.
    /// Times are whole minutes since 1970 UTC.
    /// </summary>
    /// <remarks>
    /// Source: IEEE Std 1003.1, section 8.3 (TZ), with the hours of -167 to 167 of RFC 9636. Of the forms of a rule only <c>Mm.w.d</c> is
    /// known, which is the one that is in use.
    /// </remarks>
    public sealed class TimeZoneRule
    {
        private const int DayMin = 1440;
        private const string Allowed = "a POSIX time zone such as UTC0 or CET-1CEST,M3.5.0,M10.5.0/3";

        private readonly string _text;
        private readonly string _key;
        private readonly int _standardMin;
        private readonly int _summerMin;
        private readonly int[] _start = new int[4];
        private readonly int[] _end = new int[4];
        private readonly bool _hasSummer;
        private int _at;

        /// <summary>Reads a zone.</summary>
        /// <param name="text">The zone.</param>
        /// <param name="key">The setting that it comes from.</param>
        /// <exception cref="SettingsException">It is none.</exception>
        public TimeZoneRule(string text, string key)
        {
            _text = text;
            _key = key;
            SkipName();
            _standardMin = -ReadMinutes(24);
            _summerMin = _standardMin;
            if (_at == text.Length)
            {
                return;
            }

            SkipName();
            _hasSummer = true;
            _summerMin = Next == ',' ? _standardMin + 60 : -ReadMinutes(24);
            ReadRule(_start);
            ReadRule(_end);
            if (_at != text.Length)
            {
                throw Wrong();
            }
        }

        /// <summary>The zone as it was written.</summary>
        public string Text => _text;

        private char Next => _at < _text.Length ? _text[_at] : '\0';

        /// <summary>How far the zone's clocks are ahead of UTC, min.</summary>
        /// <param name="utcMin">When, min since 1970.</param>
        public int OffsetMinAt(int utcMin)
        {
            if (!_hasSummer)
            {
                return _standardMin;
            }

            int year = YearOf((utcMin + _standardMin) / DayMin);
            int start = ChangeMin(_start, year) - _standardMin;
            int end = ChangeMin(_end, year) - _summerMin;
            bool isSummer = start < end ? utcMin >= start && utcMin < end : utcMin >= start || utcMin < end;
            return isSummer ? _summerMin : _standardMin;
        }

        /// <summary>
        /// When the clocks show a time next. Where they show it twice it is the first time, and where they skip it, it is earlier by what
        /// they skip: for something that has to be ready by then, early is right.
        /// </summary>
        /// <param name="minuteOfDay">The time, min after midnight.</param>
        /// <param name="afterMin">After this moment, min since 1970.</param>
        /// <returns>min since 1970.</returns>
        public int NextTime(int minuteOfDay, int afterMin)
        {
            int day = (afterMin + OffsetMinAt(afterMin)) / DayMin;
            while (true)
            {
                int local = (day * DayMin) + minuteOfDay;
                int early = local - _summerMin;
                int late = local - _standardMin;
                int utcMin = OffsetMinAt(early) != _summerMin && OffsetMinAt(late) == _standardMin ? late : early;
                if (utcMin > afterMin)
                {
                    return utcMin;
                }

                day++;
            }
        }

        /// <summary>Days from 1970 to the first of a month (Howard Hinnant, chrono-compatible low-level date algorithms).</summary>
        private static int DaysTo(int year, int month)
        {
            // The year begins in March here, so that the leap day is its last.
            int y = month <= 2 ? year - 1 : year;
            int era = y / 400;
            int yearOfEra = y - (era * 400);
            int dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5;
            return (era * 146097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719468;
        }

        private static int YearOf(int day)
        {
            int year = 1970 + (day / 366);
            while (DaysTo(year + 1, 1) <= day)
            {
                year++;
            }

            return year;
        }

        /// <summary>When a rule changes the clocks in a year, min since 1970 by the clocks before the change.</summary>
        private static int ChangeMin(int[] rule, int year)
        {
            int month = rule[0];
            int first = DaysTo(year, month);
            int next = month == 12 ? DaysTo(year + 1, 1) : DaysTo(year, month + 1);

            // 1970 began on a Thursday.
            int weekday = (first + 4) % 7;
            int day = first + ((rule[2] - weekday + 7) % 7) + ((rule[1] - 1) * 7);
            return ((day >= next ? day - 7 : day) * DayMin) + rule[3];
        }

        /// <summary>A name of three letters or more, or of anything in angle brackets.</summary>
        private void SkipName()
        {
            int begin = _at;
            if (Next == '<')
            {
                while (Next != '>' && Next != '\0')
                {
                    _at++;
                }

                _at++;
            }
            else
            {
                while ((Next >= 'A' && Next <= 'Z') || (Next >= 'a' && Next <= 'z'))
                {
                    _at++;
                }
            }

            if (_at - begin < 3 || _at > _text.Length)
            {
                throw Wrong();
            }
        }

        /// <summary>Hours, and after colons minutes and seconds, with a sign. Seconds are no part of any zone of today.</summary>
        private int ReadMinutes(int mostHours)
        {
            int sign = Next == '-' ? -1 : 1;
            if (Next == '-' || Next == '+')
            {
                _at++;
            }

            int minutes = ReadNumber(0, mostHours) * 60;
            if (Next == ':')
            {
                _at++;
                minutes += ReadNumber(0, 59);
            }

            return sign * minutes;
        }

        private int ReadNumber(int least, int most)
        {
            int begin = _at;
            int number = 0;
            while (Next >= '0' && Next <= '9' && _at - begin < 3)
            {
                number = (number * 10) + (Next - '0');
                _at++;
            }

            return _at > begin && number >= least && number <= most ? number : throw Wrong();
        }

        /// <summary>Month, week (5 is the last), day of the week (0 is Sunday), and the time: 02:00 where it is not said.</summary>
        private void ReadRule(int[] rule)
        {
            Expect(',');
            Expect('M');
            rule[0] = ReadNumber(1, 12);
            Expect('.');
            rule[1] = ReadNumber(1, 5);
            Expect('.');
            rule[2] = ReadNumber(0, 6);
            rule[3] = 120;
            if (Next == '/')
            {
                _at++;
                rule[3] = ReadMinutes(167);
            }
        }

        private void Expect(char c)
        {
            if (Next != c)
            {
                throw Wrong();
            }

            _at++;
        }

        private SettingsException Wrong()
        {
            return new SettingsException(_key, "is \"" + _text + "\"; allowed is " + Allowed);
        }
    }
}
