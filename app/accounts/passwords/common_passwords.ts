/** The most common leaked passwords of eight characters or more, in lower case. */
export const COMMON_PASSWORDS = new Set(
  `
  00000000 000000000 0000000000 11111111 111111111 1111111111 11223344 1122334455 12121212
  12131415 123123123 1231231234 12341234 123321123 12344321 123454321 12345678 123456789
  1234567890 12345678910 1234567891 0123456789 0987654321 987654321 9876543210 87654321
  123456abc 123456qwerty 12345qwert 1234qwer 123abc123 123qwe123 123qweasd 123qweasdzxc
  147258369 159357456 159753456 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc
  1qazxsw2 20202020 22222222 33333333 44444444 55555555 555555555 66666666 77777777 777777777
  88888888 888888888 99999999 999999999 789456123 741852963 963852741 a1234567 a12345678
  a123456789 aa123456 aa12345678 abc12345 abc123456 abcd1234 abcdefgh abcdefg1 access14
  admin123 admin1234 admin12345 administrator adminadmin asdasdasd asdf1234 asdfasdf asdfghjk
  asdfghjkl asdfghjkl1 assassin babygirl babygirl1 barcelona baseball baseball1 basketball
  batman123 beautiful blink182 bonjour1 butterfly caroline carolina champion changeme changeme1
  changeme123 charlie1 charlotte chocolate christian christine computer computer1 corvette
  cristina default1 dinosaur dolphins dragon12 dragon123 elephant elizabeth facebook familia1
  fernando firebird flower12 football football1 forever1 friends1 fuckyou1 fuckyou2 garfield
  gfhjkm123 gabriela giovanni greenday guitar12 hallo123 hannover happy123 hello123 hello1234
  helloworld iloveyou iloveyou1 iloveyou2 iloveyou3 inuyasha jasmine1 jennifer jessica1 jonathan
  jordan23 justinbieber kimberly killer12 killer123 klapaucius letmein1 letmein123 liverpool
  liverpool1 login123 lovelove loveyou1 manchester margaret marlboro martina1 master12 master123
  maverick mercedes metallica michael1 michelle midnight minecraft monkey12 monkey123 monkey1234
  mustang1 myspace1 napoleon naruto123 nicholas nicole12 nintendo november october1 p@ssw0rd
  p@ssword p@ssword1 p@$$w0rd pa$$word pa$$w0rd pass1234 pass12345 passpass passw0rd passw0rd1
  password password! password. password0 password01 password1 password1! password10 password11
  password12 password123 password123! password1234 password12345 password2 password21 password3
  password4 password5 password7 password8 password9 patricia pokemon1 princess princess1 princesa
  q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc qazwsx12 qazwsx123 qq123456 qwaszx12 qwe12345
  qwe123456 qweasdzxc qwer1234 qwerasdf qwerqwer qwert123 qwert12345 qwerty01 qwerty11 qwerty12
  qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuio qwertyuiop qwertyuiop1
  qwertyqwerty rainbow1 rockstar1 samantha samsung1 samsung123 scorpion security september
  shadow12 shadow123 slipknot snowball softball spiderman spongebob starwars starwars1 steelers
  stephanie strawberry summer12 summer123 sunflower sunshine sunshine1 superman superman1
  superstar swordfish temporary test1234 test12345 testtest testing1 testing123 thunder1
  thunderbird tigger12 tinkerbell trustno1 undertaker user1234 valentina valentine vanessa1
  victoria vladimir w1234567 wall.e12 welcome1 welcome12 welcome123 whatever winter12 winter123
  wrestling x1234567 xxxxxxxx yankees1 yourmom1 z1234567 zaq12wsx zaq1zaq1 zaqxswcde zxcvbnm1
  zxcvbnm123 zxcvbnm,. zzzzzzzz correcthorsebatterystaple
  `
    .trim()
    .split(/\s+/)
)
