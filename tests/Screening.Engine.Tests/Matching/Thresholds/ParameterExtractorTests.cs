using CsCheck;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching.Thresholds;

/// <summary>Technical values out of descriptions, with the shipped units and words.</summary>
public sealed class ParameterExtractorTests
{
    [Theory]
    [InlineData("Quadcopter, payload 10 kg, range 30 km, flight time 90 min", "uav", "payload 10 kg; range 30 km; endurance 90 min")]
    [InlineData("Drone 10 kg payload 30 min endurance", "uav", "payload 10 kg; endurance 30 min")]
    [InlineData("UAV endurance: 1.5 h", "uav", "endurance 90 min")]
    [InlineData("Дрон, полезная нагрузка 2,5 кг, время полёта 45 мин", "uav", "payload 2.5 kg; endurance 45 min")]
    [InlineData("Дрон, дальность полета 15 км, потолок 5 000 м", "uav", "range 15 km; altitude 5000 m")]
    [InlineData("Дрон, корисне навантаження 3 кг, час польоту 2 години", "uav", "payload 3 kg; endurance 120 min")]
    [InlineData("无人机 续航时间55分钟 载荷5公斤", "uav", "endurance 55 min; payload 5 kg")]
    [InlineData("드론 비행시간 40분 탑재량 5kg", "uav", "endurance 40 min; payload 5 kg")]
    [InlineData("ドローン 飛行時間 40分", "uav", "endurance 40 min")]
    [InlineData("Drohne, Flugzeit 40 Minuten, Nutzlast 1.500 g", "uav", "endurance 40 min; payload 0.0015 kg")]
    [InlineData("drone, autonomie 1 heure", "uav", "endurance 60 min")]
    [InlineData("dron, tiempo de vuelo 35 minutos, carga útil 4 kg", "uav", "endurance 35 min; payload 4 kg")]
    [InlineData("drone uçuş süresi 50 dakika", "uav", "endurance 50 min")]
    [InlineData("agricultural drone, spray tank 30L", "uav", "aerosolTank 30 l")]
    [InlineData("wind resistance 12 m/s", "uav", "windGust 43.2 km/h")]
    [InlineData("wind resistance 25 knots", "uav", "windGust 46.3 km/h")]
    [InlineData("5-axis CNC machining centre", "machineTool", "axes 5 axes")]
    [InlineData("CNC milling machine 5 axes", "machineTool", "axes 5 axes")]
    [InlineData("5axis mill", "machineTool", "axes 5 axes")]
    [InlineData("five-axis milling machine", "machineTool", "axes 5 axes")]
    [InlineData("Пятиосевой обрабатывающий центр", "machineTool", "axes 5 axes")]
    [InlineData("5-осевой фрезерный станок с ЧПУ", "machineTool", "axes 5 axes")]
    [InlineData("五轴加工中心", "machineTool", "axes 5 axes")]
    [InlineData("5轴联动加工中心", "machineTool", "axes 5 axes")]
    [InlineData("5축 머시닝센터", "machineTool", "axes 5 axes")]
    [InlineData("5-Achs-Bearbeitungszentrum", "machineTool", "axes 5 axes")]
    [InlineData("positioning accuracy ±3 µm, repeatability 0.8 um", "machineTool", "positioningAccuracy 3 µm; repeatability 0.8 µm")]
    [InlineData("3 μm positioning accuracy, 1 micron repeatability", "machineTool", "positioningAccuracy 3 µm; repeatability 1 µm")]
    [InlineData("точность позиционирования 0,005 мм", "machineTool", "positioningAccuracy 5 µm")]
    [InlineData("定位精度 3微米 重复定位精度 1微米", "machineTool", "positioningAccuracy 3 µm; repeatability 1 µm")]
    [InlineData("Transceiver 2.4 GHz", "radio", "frequency 2.4 GHz")]
    [InlineData("Transceiver 2.4/5.8 GHz", "radio", "frequency 2.4 to 5.8 GHz")]
    [InlineData("antenna 26.5-40 GHz", "radio", "frequency 26.5 to 40 GHz")]
    [InlineData("антенна 430 – 470 МГц", "radio", "frequency 0.43 to 0.47 GHz")]
    [InlineData("２．４ＧＨｚ radio", "radio", "frequency 2.4 GHz")]
    [InlineData("radio 2.4㎓", "radio", "frequency 2.4 GHz")]
    [InlineData("radio with AES-256", "radio", "symmetricKey 256 bit")]
    [InlineData("radio, 128-bit encryption, RSA 2048", "radio", "symmetricKey 128 bit; rsaKey 2048 bit")]
    [InlineData("RF amplifier 50 W", "radio", "rfPower 50 W")]
    [InlineData("14-bit ADC, 500 MSPS", "semiconductor", "converterBits 14 bit; sampleRate 500 MSPS")]
    [InlineData("АЦП 16 бит, 100 Мвыб/с", "semiconductor", "converterBits 16 bit; sampleRate 100 MSPS")]
    [InlineData("IC, operating temperature -55 to +125 C", "semiconductor", "operatingTemperature -55 to 125 °C")]
    [InlineData("IC -55...+125°C", "semiconductor", "operatingTemperature -55 to 125 °C")]
    [InlineData("IC -40°C ~ 85°C", "semiconductor", "operatingTemperature -40 °C; operatingTemperature 85 °C")]
    [InlineData("IC, 500 krad(Si)", "semiconductor", "totalDose 500 krad")]
    [InlineData("GPU TPP 4800, performance density of 6", "computer", "tpp 4800; performanceDensity 6")]
    [InlineData("AI accelerator 4800 TOPS", "computer", "tops 4800 TOPS")]
    [InlineData("AI accelerator 1.2 POPS, 312 TFLOPS FP16", "computer", "tops 1200 TOPS; tflops 312 TFLOPS")]
    [InlineData("Thermal camera 640x512, 12 µm, 30 Hz frame rate", "optics", "focalPlaneElements 327680 pixel; frameRate 30 Hz")]
    [InlineData("Thermal camera 640 × 512 pixels 9 fps", "optics", "focalPlaneElements 327680 pixel; frameRate 9 Hz")]
    [InlineData("Тепловизор 384х288, 50 Гц", "optics", "focalPlaneElements 110592 pixel; frameRate 50 Hz")]
    [InlineData("fiber laser 1550 nm 20 W", "optics", "wavelength 1550 nm; laserPower 20 W")]
    [InlineData("Ballistic helmet NIJ IIIA", "helmet", "nijLevel IIIA")]
    [InlineData("Body armor plate, NIJ 0101.06 level IV", "bodyArmor", "nijLevel IV")]
    [InlineData("Plate Level III+", "bodyArmor", "nijLevel III")]
    [InlineData("Vest NIJ 3A, 4 pcs", "bodyArmor", "nijLevel IIIA")]
    [InlineData("Plate level 4", "bodyArmor", "nijLevel IV")]
    [InlineData("防弹等级 NIJ IV 插板", "bodyArmor", "nijLevel IV")]
    [InlineData("Angular contact bearing 7008 C P4", "bearing", "bearingClass 4")]
    [InlineData("Ball bearing ABEC 7", "bearing", "bearingClass 4")]
    [InlineData("ROV, depth rating 3000 m", "marine", "depth 3000 m")]
    [InlineData("AUV rated depth 1,500 m", "marine", "depth 1500 m")]
    [InlineData("FOG gyroscope, bias stability 0.1 °/h", "navigation", "gyroBias 0.1 °/h")]
    [InlineData("turbo pump, ultimate vacuum 5e-9 Torr", "semiconductorEquipment", "vacuum 0.000666612 mPa")]
    [InlineData("vacuum 5×10^-9 Torr", "semiconductorEquipment", "vacuum 0.000666612 mPa")]
    public void A_value_is_read_with_its_unit_and_assigned_to_its_parameter(string text, string category, string expected) =>
        Assert.Equal(expected, string.Join("; ", Parameters.Read(text, category).Order(StringComparer.Ordinal).OrderBy(r => expected.IndexOf(r, StringComparison.Ordinal))));

    [Theory]
    [InlineData("Cotton shirts, 240 pcs in 12 cartons, 10 kg", "uav")]
    [InlineData("Drone M30T, serial 1234567890123456789012345678901234567890 kg payload", "uav")]
    [InlineData("Drone case 500x400x300 mm", "optics")]
    [InlineData("power density 10 W/cm2", "radio")]
    [InlineData("amplifier 50 mw", "radio")]
    [InlineData("payload", "uav")]
    [InlineData("payload ten kg", "uav")]
    [InlineData("payload 10", "uav")]
    [InlineData("Vest IV", "bodyArmor")]
    [InlineData("model payload2kg", "uav")]
    [InlineData("² ³ ½ ① Ⅳ kg payload", "uav")]
    public void What_is_no_value_is_left_alone(string text, string category) => Assert.Empty(Parameters.Read(text, category));

    [Fact]
    public void A_parameter_of_other_goods_is_not_read() => Assert.Empty(Parameters.Read("payload 10 kg, 5-axis, NIJ IV", "bearing"));

    [Theory]
    [InlineData("Quadcopter, payload 10 kg max", "10 kg")]
    [InlineData("🚁 UAV — endurance ≈90 min", "90 min")]
    [InlineData("载荷5公斤", "5公斤")]
    [InlineData("time in air 45\u00A0min", "45\u00A0min")]
    [InlineData("wind -5 to 12 m/s", "-5 to 12 m/s")]
    public void A_reading_points_at_the_value_as_it_was_sent(string text, string quoted) => Assert.Equal([quoted], Parameters.Quoted(text, "uav"));

    [Theory]
    [InlineData("payload ١٠ kg", 10)]
    [InlineData("payload ۲۵ kg", 25)]
    [InlineData("payload १२ kg", 12)]
    [InlineData("payload １２ｋｇ", 12)]
    public void Digits_of_any_script_are_digits(string text, int kilograms) => Assert.Equal([$"payload {kilograms} kg"], Parameters.Read(text, "uav"));

    private static readonly string[] AllCategories = [.. Shipped.Data.RuleSet.Categories.Select(c => c.Code)];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf([.. Shipped.Data.RuleSet.Units.SelectMany(u => u.Spellings.Append(u.Unit))]),
        Gen.OneOf([.. Shipped.Data.RuleSet.Parameters.SelectMany(p => p.Cues)]),
        Gen.OneOf([.. Shipped.Data.RuleSet.Parameters.SelectMany(p => p.Values.Concat(p.Levels)).Select(v => v[..v.LastIndexOf('=')])]),
        Gen.OneOf("1", "10", "0,5", "1.5", "1,234", "5 000", "1.234.567,8", "1e9", "5×10^3", "±3", "-55", "+125", "20-2000", "640x512", "..", "²", "١٠", "１０", "99999999999999999999"),
        Gen.OneOf(" ", " ", ", ", "-", "/", "(", ";", "x", "to", "±", "\u00A0", "🚁", "\uD800", "\u200B", ""),
        Texts.Any);

    [Fact]
    public void Every_span_points_at_exactly_the_characters_that_make_the_value() => Property.Holds(
        Piece.Array[1, 12].Select(string.Concat),
        text =>
        {
            foreach (var reading in Parameters.Readings(text, AllCategories))
            {
                Assert.InRange(reading.Start, 0, text.Length - 1);
                Assert.InRange(reading.Length, 1, text.Length - reading.Start);
                Assert.True(double.IsFinite(reading.Low) && double.IsFinite(reading.High) && reading.Low <= reading.High);
                var quoted = text.Substring(reading.Start, reading.Length);
                Assert.False(char.IsWhiteSpace(quoted[0]) || char.IsWhiteSpace(quoted[^1]), $"'{quoted}'");
                Assert.Contains(quoted, c => char.IsLetterOrDigit(c) || char.IsNumber(c) || char.IsSurrogate(c));
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void A_quoted_value_beside_its_words_reads_the_same_again() => Property.Holds(
        Gen.Select(Gen.Int[1, 9999], Gen.OneOf("kg", "g", "lb", "кг", "公斤"), Gen.OneOf("", "x ", "drone, ", "无人机", "🚁 ")),
        given =>
        {
            var text = $"{given.Item3}payload {given.Item1} {given.Item2}";
            Assert.Equal([$"{given.Item1} {given.Item2}"], Parameters.Quoted(text, "uav"));
        });

    public static TheoryData<string> Hostile => new()
    {
        new string('9', 4_000), new string('1', 3_990) + " kg", string.Concat(Enumerable.Repeat("1,", 2_000)), string.Concat(Enumerable.Repeat("1 kg ", 800)),
        string.Concat(Enumerable.Repeat("payload ", 500)), string.Concat(Enumerable.Repeat("payload 1 kg ", 300)), string.Concat(Enumerable.Repeat("1-", 2_000)),
        string.Concat(Enumerable.Repeat("1x", 2_000)), string.Concat(Enumerable.Repeat("NIJ IV ", 570)), string.Concat(Enumerable.Repeat("1e", 2_000)),
        new string('٩', 4_000), string.Concat(Enumerable.Repeat("±", 4_000)), string.Concat(Enumerable.Repeat("1±", 2_000)), new string(' ', 3_999) + "1", "1" + new string('.', 3_999),
        string.Concat(Enumerable.Repeat("5 000 ", 660)), new string('\uD800', 4_000), "-" + new string('0', 3_999),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Text_made_to_be_slow_or_to_break_is_read_like_any_other(string text) =>
        Assert.All(Parameters.Readings(text, AllCategories), r => Assert.InRange(r.Start + r.Length, 1, text.Length));
}
